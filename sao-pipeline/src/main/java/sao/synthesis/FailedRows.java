package sao.synthesis;

import org.jspecify.annotations.Nullable;
import sao.error.ContextOverflowException;
import sao.error.Excerpt;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.rows.Drop;
import sao.rows.RoundStage;

/// Drops rows whose model call failed, each with its reason, so that other rows go on; stops the round when
/// there are too many. Safe for any thread.
final class FailedRows {
    private final PromptGate gate;
    private final RowLog log;
    private final FailureLimit limit;
    private long failed;
    private @Nullable FailedRowException last;
    private @Nullable TooManyFailuresException stopped;

    FailedRows(PromptGate gate, RowLog log, FailureLimit limit) {
        this.gate = gate;
        this.log = log;
        this.limit = limit;
    }

    /// Drops a row.
    ///
    /// @param begun number of rows begun
    /// @throws TooManyFailuresException if more rows failed than the limit admits; the same one for every
    ///     further row, so that it does not matter which thread reports first
    void drop(Row row, FailedRowException failure, long begun) {
        gate.giveUp(row);
        log.drop(new Drop(row.number(), failure.stage(), failure.reason(), Excerpt.line(failure.problem())));
        count(failure, begun);
    }

    private synchronized void count(FailedRowException failure, long begun) {
        failed++;
        last = failure;
        if (stopped == null && limit.isExceeded(failed, begun)) {
            stopped = new TooManyFailuresException(failed, begun, failure);
        }
        if (stopped != null) {
            throw stopped;
        }
    }

    /// Checks a round whose rows have all ended.
    ///
    /// @param answered number of rows whose prompt was answered and judged without a failure
    /// @param begun number of rows begun
    /// @throws TooManyFailuresException if rows failed and no other row was answered, and failures are limited
    synchronized void requireAnswered(long answered, long begun) {
        if (last != null && answered == 0 && limit.isLimited()) {
            throw new TooManyFailuresException(failed, begun, last);
        }
    }

    /// A row whose model call failed.
    static final class FailedRowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RoundStage stage;
        private final String problem;
        private final String reason;

        /// @param stage that called the model
        FailedRowException(RoundStage stage, SaoException cause) {
            super(cause);
            this.stage = stage;
            this.problem = cause.problem();
            this.reason = switch (cause) {
                case ContextOverflowException _ -> Drop.OVERFLOW;
                case RequestRejectedException _ -> Drop.REJECTED;
                default -> Drop.FAILED;
            };
        }

        /// {@return the reason under which the row is dropped}
        String reason() {
            return reason;
        }

        RoundStage stage() {
            return stage;
        }

        String problem() {
            return problem;
        }
    }
}
