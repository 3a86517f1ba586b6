package sao.synthesis;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sao.rows.Funnel;

/// Gives a round up when many prompts were answered and not one became a pair: a model that always answers
/// the same, or a judge that cannot be read, would otherwise spend the whole budget.
final class PairGuard {
    private static final int LOOK = 200;

    private final boolean on;
    private final Supplier<Funnel> funnel;
    private final AtomicInteger ended = new AtomicInteger();

    PairGuard(boolean on, Supplier<Funnel> funnel) {
        this.on = on;
        this.funnel = funnel;
    }

    /// Counts a row that was answered and has ended.
    ///
    /// @throws LowYieldException if there is no pair after so many
    void ended() {
        if (ended.incrementAndGet() < LOOK || !on) {
            return;
        }
        Funnel now = funnel.get();
        if (now.pairs() == 0) {
            throw new LowYieldException(
                    "The pair guard stopped the run: %d prompts were answered and not one became a pair (%s)."
                            .formatted(ended.get(), words(now.dropped())),
                    "Loosen what drops most of them (for cut answers pairs.truncated=keep or more"
                            + " responses.max_tokens, for equal answers more responses.temperature), or go on with"
                            + " --force.");
        }
    }

    private static String words(Map<String, Long> dropped) {
        return dropped.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(drop -> "%d %s".formatted(drop.getValue(), drop.getKey()))
                .collect(Collectors.joining(", "));
    }
}
