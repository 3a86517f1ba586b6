package sao.synthesis;

import java.util.HashMap;
import java.util.Map;
import sao.persona.Trait;
import sao.prompt.PromptKind;

/// Acceptance rates of prompts by trait and by kind, and the sampling weights of later rows. A trait or kind whose
/// rate is below half of the overall rate gets a proportionally lower weight, at least 0.1; all others have weight
/// 1. Not thread-safe.
///
/// Weights are updated after each block of rows. The weights of a row depend on all rows before the previous
/// block, so they do not depend on the number of concurrent rows.
final class AcceptanceRates {
    static final int BLOCK = 256;

    private static final int FEWEST_TRIED = 16;
    private static final double LEAST = 0.1;

    private final Map<Trait, Rate> traits = new HashMap<>();
    private final Map<PromptKind, Rate> kinds = new HashMap<>();
    private final Map<Long, Weights> weights = new HashMap<>();
    private Rate all = Rate.NONE;

    /// Number of rows and of accepted prompts.
    ///
    /// @param tried number of rows
    /// @param wanted number of rows with an accepted prompt
    record Rate(long tried, long wanted) {
        static final Rate NONE = new Rate(0, 0);

        Rate with(boolean isWanted) {
            return new Rate(tried + 1, wanted + (isWanted ? 1 : 0));
        }

        double share() {
            return tried == 0 ? 0 : (double) wanted / tried;
        }
    }

    /// Sampling weights of traits and kinds.
    ///
    /// @param traits weights in [0.1, 1); a missing trait has weight 1
    /// @param kinds weights in [0.1, 1); a missing kind has weight 1
    record Weights(Map<Trait, Double> traits, Map<PromptKind, Double> kinds) {
        static final Weights EQUAL = new Weights(Map.of(), Map.of());

        Weights {
            traits = Map.copyOf(traits);
            kinds = Map.copyOf(kinds);
        }

        double of(Trait trait) {
            return traits.getOrDefault(trait, 1.0);
        }

        double of(PromptKind kind) {
            return kinds.getOrDefault(kind, 1.0);
        }
    }

    /// Counts a row. Rows must be counted in the order of their numbers.
    void count(Row row, boolean wanted) {
        all = all.with(wanted);
        row.traits().forEach(trait -> count(traits, trait, wanted));
        count(kinds, row.kind(), wanted);
        if (all.tried() % BLOCK == 0) {
            long block = all.tried() / BLOCK + 1;
            weights.put(block, new Weights(lowered(traits), lowered(kinds)));
            weights.remove(block - 2);
        }
    }

    private static <K> void count(Map<K, Rate> rates, K key, boolean wanted) {
        rates.merge(key, Rate.NONE.with(wanted), (known, _) -> known.with(wanted));
    }

    /// {@return the number of rows that must be counted before the weights of a row are known}
    static long neededFor(long row) {
        return Math.max(0, (row / BLOCK - 1) * BLOCK);
    }

    /// {@return the sampling weights of a row}
    Weights weights(long row) {
        return weights.getOrDefault(row / BLOCK, Weights.EQUAL);
    }

    /// {@return the acceptance rate of a kind of prompt}
    Rate of(PromptKind kind) {
        return kinds.getOrDefault(kind, Rate.NONE);
    }

    private <K> Map<K, Double> lowered(Map<K, Rate> rates) {
        Map<K, Double> lowered = new HashMap<>();
        rates.forEach((key, rate) -> {
            double factor = 2 * rate.share() / all.share();
            if (rate.tried() >= FEWEST_TRIED && factor < 1) {
                lowered.put(key, Math.max(LEAST, factor));
            }
        });
        return lowered;
    }
}
