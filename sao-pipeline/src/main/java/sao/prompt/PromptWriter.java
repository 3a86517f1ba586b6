package sao.prompt;

import java.util.Map;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.Persona;
import sao.prompt.PromptReading.Unusable;
import sao.token.Seeds;

/// Writes prompts in the role of a persona with a model, and, if configured, rewrites the persona with a model
/// first. Immutable and thread-safe.
public final class PromptWriter {
    private final PromptWriting writing;
    private final Optional<PersonaWriter> personas;
    private final Map<PromptKind, String> demands;
    private final long seed;

    /// @param writing model, template, language and sampling settings of prompts
    /// @param personas settings of persona rewriting; empty if personas are used unchanged
    /// @param seed seed of the round; the seed of each call is derived from it and the persona's id
    public PromptWriter(PromptWriting writing, Optional<PersonaWriting> personas, long seed) {
        this.writing = writing;
        this.personas = personas.map(how -> new PersonaWriter(how, seed));
        this.demands = PromptTemplate.demands(writing.language());
        this.seed = seed;
    }

    /// A persona with its prompt, or with the reason why it has none.
    ///
    /// @param persona persona in whose role the prompt was written
    /// @param reading the prompt, or the reason why the persona or the prompt is unusable
    public record Written(Persona persona, PromptReading reading) {}

    /// {@return the persona and the prompt that the model writes for it}
    ///
    /// @param persona persona of the row
    /// @param kind requested kind of prompt
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
