package sao.persona;

import java.util.Map;
import java.util.Optional;
import sao.content.ContentId;
import sao.domain.Persona;

/// No personas: every row asks as nobody in particular. What is left of the method without role-play, for
/// the paper's ablation.
///
/// @param seed of the run
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
