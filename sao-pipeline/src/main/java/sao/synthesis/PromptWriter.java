package sao.synthesis;

import java.util.Map;
import java.util.Optional;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Persona;
import sao.synthesis.PersonaWriter.Written;
import sao.synthesis.PromptReading.Unusable;
import sao.token.Seeds;

/// Has a model write a prompt in a persona's role, after it wrote the persona where that is asked for.
///
/// @param model that writes
/// @param personas writes the persona; empty where the row's own is taken
/// @param settings template, mix, language and sampling
/// @param demands what is asked of each kind of prompt, in words
/// @param seed of the round
record PromptWriter(
        ChatModel model,
        Optional<PersonaWriter> personas,
        PromptSettings settings,
        Map<PromptKind, String> demands,
        long seed) {
    static PromptWriter of(SynthesisParts parts, SynthesisSettings settings) {
        return new PromptWriter(
                parts.promptWriter(),
                parts.personaWriting().map(writing -> new PersonaWriter(writing, settings.seed())),
                settings.prompts(),
                PromptTemplate.demands(settings.prompts().language()),
                settings.seed());
    }

    /// {@return the persona and the prompt, or why there is none}
    Written write(Row row) {
        Persona persona = row.persona();
        if (personas.isPresent()) {
            Written written = personas.get().write(persona);
            if (written.reading() instanceof Unusable) {
                return written;
            }
            persona = written.persona();
        }
        return new Written(persona, write(persona, row.kind()));
    }

    private PromptReading write(Persona persona, PromptKind kind) {
        Conversation request = settings.template()
                .render(persona, demands.getOrDefault(kind, ""), kind, Seeds.of(seed, persona.id() + " examples"));
        return new PromptReader(settings.language())
                .read(
                        persona,
                        model.generate(request, settings.sampling(), 1, Seeds.of(seed, persona.id() + " prompt"))
                                .answers()
                                .getFirst());
    }
}
