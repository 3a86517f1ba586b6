package sao.synthesis;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sao.rows.Funnel;

/// Stops a round that has answered 200 prompts and has no pair. A model that repeats one response, or a judge with
/// unreadable verdicts, would otherwise use the whole budget. Thread-safe.
final class PairGuard {
    private static final int LOOK = 200;

    private final boolean on;
    private final Supplier<Funnel> funnel;
    private final AtomicInteger ended = new AtomicInteger();

    PairGuard(boolean on, Supplier<Funnel> funnel) {
        this.on = on;
        this.funnel = funnel;
    }

    /// Counts a row whose prompt was answered and which has ended.
    ///
    /// @throws LowYieldException if at least 200 such rows have ended and there is no pair
    void ended() {
        if (ended.incrementAndGet() < LOOK || !on) {
            return;
        }
        Funnel now = funnel.get();
        if (now.pairs() == 0) {
            throw new LowYieldException(
                    "The pair guard stopped the run: %d prompts were answered, but none gave a pair (dropped: %s)."
                            .formatted(ended.get(), words(now.dropped())),
                    "Change the setting that drops most of them (for truncated answers pairs.truncated=keep or a higher"
                            + " responses.max_tokens, for equal answers a higher responses.temperature), or continue with"
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
