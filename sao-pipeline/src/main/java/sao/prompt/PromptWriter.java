package sao.prompt;

import java.util.Map;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.Persona;
import sao.prompt.PromptReading.Unusable;
import sao.token.Seeds;

/// Has a model write a prompt in the role of a persona, and before that the persona itself where the run asks
/// for it. Immutable; any number of threads may write at once.
public final class PromptWriter {
    private final PromptWriting writing;
    private final Optional<PersonaWriter> personas;
    private final Map<PromptKind, String> demands;
    private final long seed;

    /// @param writing model, template, language and sampling of prompts
    /// @param personas how the model writes personas; empty where the personas are taken as they are
    /// @param seed of the round; each call derives its own from it and the persona's id
    public PromptWriter(PromptWriting writing, Optional<PersonaWriting> personas, long seed) {
        this.writing = writing;
        this.personas = personas.map(how -> new PersonaWriter(how, seed));
        this.demands = PromptTemplate.demands(writing.language());
        this.seed = seed;
    }

    /// A persona with its prompt, or with the reason why there is none.
    ///
    /// @param persona the one in whose role the prompt was written
    /// @param reading the prompt, or why persona or prompt are unusable
    public record Written(Persona persona, PromptReading reading) {}

    /// {@return the persona and the prompt that the model writes for it}
    ///
    /// @param persona of the row
    /// @param kind of prompt that is asked for
    /// @throws sao.error.SaoException if the model fails
    public Written write(Persona persona, PromptKind kind) {
        Persona author = persona;
        if (personas.isPresent()) {
            Written written = personas.get().write(persona);
            if (written.reading() instanceof Unusable) {
                return written;
            }
            author = written.persona();
        }
        return new Written(author, prompt(author, kind));
    }

    private PromptReading prompt(Persona persona, PromptKind kind) {
        Conversation request = writing.template()
                .render(persona, demands.getOrDefault(kind, ""), kind, Seeds.of(seed, persona.id() + " examples"));
        Answer answer = writing.model()
                .generate(request, writing.sampling(), 1, Seeds.of(seed, persona.id() + " prompt"))
                .answers()
                .getFirst();
        return new PromptReader(writing.language()).read(persona, answer);
    }
}
