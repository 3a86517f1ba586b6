package sao.synthesis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import sao.pairing.NoPairs;
import sao.pairing.Selection.Reason;
import sao.rows.Funnel;
import sao.token.SamplingSettings;

/// Stops a round that has answered 200 prompts and has no pair, or 32 prompts whose responses are equal. A model that
/// repeats one response, or a judge with unreadable verdicts, would otherwise use the whole budget. Thread-safe.
final class PairGuard {
    private static final int LOOK = 200;
    private static final int LOOK_AT_EQUAL = 32;

    private final boolean on;
    private final Supplier<Funnel> funnel;
    private final SamplingSettings responses;
    private final double minimumMargin;
    private final AtomicInteger ended = new AtomicInteger();

    /// @param settings settings of the round; the guard is off without a minimum yield
    /// @param minimumMargin minimum absolute log-odds of a pair, nats
    /// @param funnel supplies the number of rows at each stage
    PairGuard(SynthesisSettings settings, double minimumMargin, Supplier<Funnel> funnel) {
        this.on = settings.prompts().rules().minimumYield() > 0;
        this.funnel = funnel;
        this.responses = settings.responses();
        this.minimumMargin = minimumMargin;
    }

    /// Counts a row whose prompt was answered and which has ended.
    ///
    /// @throws LowYieldException if at least 200 such rows have ended and there is no pair, or if at least 32 have
    ///     ended and all of them have equal responses
    void ended() {
        int rows = ended.incrementAndGet();
        if (rows < LOOK_AT_EQUAL || !on) {
            return;
        }
        Funnel now = funnel.get();
        NoPairs none = new NoPairs(now.dropped(), responses, minimumMargin);
        boolean equal = none.count(Reason.IDENTICAL_RESPONSES) >= rows;
        if (now.pairs() == 0 && (equal || rows >= LOOK)) {
            throw new LowYieldException(
                    "The pair guard stopped the run: %d prompts were answered, but none gave a pair (dropped: %s).%s"
                            .formatted(rows, none.counts(), none.cause()),
                    none.remedy().replaceFirst("\\.$", ", or continue with --force."));
        }
    }
}
