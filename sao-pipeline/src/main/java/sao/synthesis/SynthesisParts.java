package sao.synthesis;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.judging.Judge;
import sao.pairing.PairRules;
import sao.persona.PersonaSource;
import sao.prompt.PersonaWriting;
import sao.prompt.PromptWriter;
import sao.prompt.PromptWriting;

/// The sources, models and rules of a round. Models remember their calls, see
/// [sao.ledger.Ledger#remembering(ChatModel, sao.calls.CallPurpose)].
///
/// @param personas personas in whose roles prompts are written
/// @param personaWriting settings of persona rewriting by a model; empty if personas are used unchanged
/// @param promptWriter model that writes prompts
/// @param responder model that responds to prompts
/// @param judge judge of the responses
/// @param judgeModel fingerprint of the model behind the judge; empty for a judge without a model
/// @param rules rules of pair selection
/// @param anchor earlier model whose responses are the only candidates for rejected responses; empty if the
///     responder gives both
public record SynthesisParts(
        PersonaSource personas,
        Optional<PersonaWriting> personaWriting,
        ChatModel promptWriter,
        ChatModel responder,
        Judge judge,
        String judgeModel,
        PairRules rules,
        Optional<ChatModel> anchor) {
    /// {@return these parts with an anchor model}
    public SynthesisParts anchoredBy(ChatModel earlier) {
        return new SynthesisParts(
                personas, personaWriting, promptWriter, responder, judge, judgeModel, rules, Optional.of(earlier));
    }

    PromptWriter writer(SynthesisSettings settings) {
        PromptSettings prompts = settings.prompts();
        return new PromptWriter(
                new PromptWriting(promptWriter, prompts.template(), prompts.language(), prompts.sampling()),
                personaWriting,
                settings.seed());
    }
}
