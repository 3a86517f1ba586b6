package sao.synthesis;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.judging.Judge;
import sao.pairing.PairRules;
import sao.persona.PersonaSource;
import sao.prompt.PersonaWriting;
import sao.prompt.PromptWriter;
import sao.prompt.PromptWriting;

/// Who does the work of a round. Models come with their memory, see
/// [sao.ledger.Ledger#remembering(ChatModel, String)].
///
/// @param personas in whose roles prompts are written
/// @param personaWriting how a model makes people of these personas; empty where they are taken as they are
/// @param promptWriter writes them
/// @param responder answers them
/// @param judge ranks two answers
/// @param judgeModel fingerprint of the model behind the judge; empty for a judge without one
/// @param rules which pairs are good enough
/// @param anchor an earlier model that answers, too, and whose answers alone are rejected; empty: the
///     responder's own are
public record SynthesisParts(
        PersonaSource personas,
        Optional<PersonaWriting> personaWriting,
        ChatModel promptWriter,
        ChatModel responder,
        Judge judge,
        String judgeModel,
        PairRules rules,
        Optional<ChatModel> anchor) {
    /// {@return the same with an anchor}
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
