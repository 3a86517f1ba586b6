package sao.synthesis;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Gives a round up when its personas stop bringing wanted prompts: a model that writes nothing, noise or
/// always the same would otherwise spend the whole budget.
final class AcceptanceGuard {
    /// How many personas are looked at, the last ones.
    static final int LOOK = 200;

    private final double minimum;
    private final BitSet last = new BitSet(LOOK);
    private final Map<String, Integer> reasons = new TreeMap<>();
    private long decided;

    /// @param minimum share of the last personas that must bring a wanted prompt; 0 never gives up
    AcceptanceGuard(double minimum) {
        this.minimum = minimum;
    }

    void count(boolean wanted) {
        last.set((int) (decided++ % LOOK), wanted);
    }

    /// Counts why a row was dropped, after it was counted.
    ///
    /// @throws LowYieldException if too few of the last rows brought a wanted prompt
    void dropped(String reason) {
        reasons.merge(reason, 1, Integer::sum);
        if (decided >= LOOK && last.cardinality() < minimum * LOOK) {
            throw new LowYieldException(
                    String.format(
                            Locale.ROOT,
                            "The yield guard stopped the run: of the last %d personas %d brought a wanted prompt"
                                    + " (yield %.1f %%, floor %.1f %%). Dropped so far: %s.",
                            LOOK,
                            last.cardinality(),
                            100.0 * last.cardinality() / LOOK,
                            100 * minimum,
                            words()),
                    "Take prompts.template=few-shot for a small model, another prompts.mix or more"
                            + " prompts.temperature, lower prompts.minimum_yield, or go on with --force.");
        }
    }

    private String words() {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(reason -> "%d %s".formatted(reason.getValue(), reason.getKey()))
                .collect(Collectors.joining(", "));
    }
}
