package sao.synthesis;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.guide.HintWriter;
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
/// @param hints writer of hints; responses under a hint are then the only candidates for chosen responses, and
///     responses to the bare prompt the only ones for rejected responses. Empty if no response is given under a hint;
///     must be empty with an anchor
public record SynthesisParts(
        PersonaSource personas,
        Optional<PersonaWriting> personaWriting,
        ChatModel promptWriter,
        ChatModel responder,
        Judge judge,
        String judgeModel,
        PairRules rules,
        Optional<ChatModel> anchor,
        Optional<HintWriter> hints) {
    /// @throws IllegalArgumentException if there are an anchor and hints
    public SynthesisParts {
        if (anchor.isPresent() && hints.isPresent()) {
            throw new IllegalArgumentException("an anchor and hints both decide which responses are rejected");
        }
    }

    /// {@return these parts with an anchor model}
    ///
    /// @throws IllegalArgumentException if these parts have hints
    public SynthesisParts anchoredBy(ChatModel earlier) {
        return new SynthesisParts(
                personas,
                personaWriting,
                promptWriter,
                responder,
                judge,
                judgeModel,
                rules,
                Optional.of(earlier),
                hints);
    }

    PromptWriter writer(SynthesisSettings settings) {
        PromptSettings prompts = settings.prompts();
        return new PromptWriter(
                new PromptWriting(promptWriter, prompts.template(), prompts.language(), prompts.sampling()),
                personaWriting,
                settings.seed());
    }
}
