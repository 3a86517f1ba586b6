package sao.synthesis;

import java.util.concurrent.atomic.AtomicLong;
import sao.rows.Drop;
import sao.text.Excerpt;

/// Drops rows whose model call failed, each with its reason, so that other rows go on; stops the round when
/// there are too many.
final class FailedRows {
    private final PromptGate gate;
    private final RowLog log;
    private final FailureLimit limit;
    private final AtomicLong failed = new AtomicLong();

    FailedRows(PromptGate gate, RowLog log, FailureLimit limit) {
        this.gate = gate;
        this.log = log;
        this.limit = limit;
    }

    /// Drops a row.
    ///
    /// @param begun number of rows begun
    /// @throws TooManyFailuresException if more rows failed than the limit admits
    void drop(Row row, FailedRowException failure, long begun) {
        gate.giveUp(row);
        log.drop(new Drop(row.number(), failure.stage(), failure.reason(), Excerpt.of(failure.problem())));
        if (limit.isExceeded(failed.incrementAndGet(), begun)) {
            throw new TooManyFailuresException(failed.get(), begun, failure);
        }
    }
}
