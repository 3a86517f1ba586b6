package sao.persona;

import java.util.Map;
import java.util.Optional;
import sao.content.ContentId;
import sao.domain.Persona;

/// A source of empty personas: prompts are written without a role. Used for the ablation of the paper.
///
/// @param seed seed of the run; part of the persona ids
public record NoPersona(long seed) implements PersonaSource {
    @Override
    public PersonaStream open() {
        return new PersonaStream() {
            private long row;

            @Override
            public Optional<Persona> next() {
                String id = ContentId.of(Map.of("kind", "nobody", "seed", seed, "row", row++));
                return Optional.of(new Persona(id, "", "none"));
            }

            @Override
            public long broken() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String identity() {
        return "none/%d".formatted(seed);
    }
}
