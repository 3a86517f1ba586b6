package sao.synthesis;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Stops a round whose acceptance rate is too low. A model that writes empty, unusable or repeated prompts would
/// otherwise use the whole persona budget.
final class AcceptanceGuard {
    /// Number of most recent personas over which the rate is measured.
    static final int LOOK = 200;

    private final double minimum;
    private final BitSet last = new BitSet(LOOK);
    private final Map<String, Integer> reasons = new TreeMap<>();
    private long decided;

    /// @param minimum minimum share of the last [#LOOK] personas with an accepted prompt, in [0, 1]; 0 disables
    ///     the guard
    AcceptanceGuard(double minimum) {
        this.minimum = minimum;
    }

    void count(boolean wanted) {
        last.set((int) (decided++ % LOOK), wanted);
    }

    /// Counts the reason of a dropped row and checks the acceptance rate. The row must have been counted by
    /// [#count] before.
    ///
    /// @throws LowYieldException if the acceptance rate is below the minimum
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
