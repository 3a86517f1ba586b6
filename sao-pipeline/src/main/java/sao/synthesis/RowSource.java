package sao.synthesis;

import java.util.List;
import java.util.Optional;
import sao.domain.Persona;
import sao.persona.PersonaSource;
import sao.persona.PersonaStream;
import sao.persona.Trait;
import sao.prompt.PromptKind;
import sao.token.Seeds;

/// Draws rows in order: the next persona and a kind of prompt. Personas with traits of a low acceptance rate are
/// skipped with a probability, and kinds with a low rate are drawn less often. Not thread-safe.
final class RowSource implements AutoCloseable {
    private static final int MOST_PASSED_OVER = 64;

    private final PersonaSource source;
    private final PersonaStream personas;
    private final PromptMix mix;
    private final long seed;

    /// @param source source of personas
    /// @param share share of the personas
    /// @param drawn number of personas that earlier rounds have drawn
    /// @param mix weights of the kinds of prompts
    /// @param seed seed of the round
    RowSource(PersonaSource source, RowShare share, long drawn, PromptMix mix, long seed) {
        this.source = source;
        this.personas = share.of(source.openAfter(drawn));
        this.mix = mix;
        this.seed = seed;
    }

    /// {@return the next row; empty if there are no more personas}
    ///
    /// @param number number of the row, from 0
    /// @param weights sampling weights of traits and kinds
    Optional<Row> next(long number, AcceptanceRates.Weights weights) {
        for (int passedOver = 0; ; passedOver++) {
            Optional<Persona> next = personas.next();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Persona persona = next.get();
            List<Trait> traits = source.traits(persona);
            double weight = traits.stream().mapToDouble(weights::of).min().orElse(1);
            boolean taken = weight == 1 || Seeds.uniform(Seeds.of(seed, persona.id() + " favour")) < weight;
            if (taken || passedOver == MOST_PASSED_OVER) {
                return Optional.of(new Row(number, persona, traits, kind(persona, weights)));
            }
        }
    }

    /// {@return the number of unreadable entries of the source skipped so far}
    long broken() {
        return personas.broken();
    }

    private PromptKind kind(Persona persona, AcceptanceRates.Weights weights) {
        return mix.weights().size() == 1
                ? mix.weights().keySet().iterator().next()
                : mix.draw(kind -> weights.of(kind), Seeds.of(seed, persona.id() + " kind"));
    }

    @Override
    public void close() {
        personas.close();
    }
}
