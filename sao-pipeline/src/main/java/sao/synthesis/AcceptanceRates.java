package sao.synthesis;

import java.util.HashMap;
import java.util.Map;
import sao.persona.Trait;
import sao.prompt.PromptKind;

/// Counts how often rows with each trait and of each kind bring an accepted prompt, and lowers the weight with
/// which later rows draw them: a trait or kind that is accepted less than half as often as all rows is drawn
/// less in proportion, but never less than a tenth.
///
/// Weights follow in blocks: a row depends on all rows but those of its own block and the one before. So the draw
/// depends on rows alone and not on how many are under way.
final class AcceptanceRates {
    static final int BLOCK = 256;

    private static final int FEWEST_TRIED = 16;
    private static final double LEAST = 0.1;

    private final Map<Trait, Rate> traits = new HashMap<>();
    private final Map<PromptKind, Rate> kinds = new HashMap<>();
    private final Map<Long, Weights> weights = new HashMap<>();
    private Rate all = Rate.NONE;

    /// How often rows brought an accepted prompt.
    ///
    /// @param tried rows
    /// @param wanted rows that brought an accepted prompt
    record Rate(long tried, long wanted) {
        static final Rate NONE = new Rate(0, 0);

        Rate with(boolean isWanted) {
            return new Rate(tried + 1, wanted + (isWanted ? 1 : 0));
        }

        double share() {
            return tried == 0 ? 0 : (double) wanted / tried;
        }
    }

    /// Weights below 1 of the traits and kinds that are drawn less.
    ///
    /// @param traits from 0.1 to below 1; absent: 1
    /// @param kinds from 0.1 to below 1; absent: 1
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

    /// Counts a row; rows come in order.
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

    /// {@return how many rows must be counted before the weights of a row are known}
    static long neededFor(long row) {
        return Math.max(0, (row / BLOCK - 1) * BLOCK);
    }

    /// {@return the weights by which a row is drawn}
    Weights weights(long row) {
        return weights.getOrDefault(row / BLOCK, Weights.EQUAL);
    }

    /// {@return how often rows of a kind brought an accepted prompt}
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
