package sao.synthesis;

import java.util.concurrent.atomic.AtomicLong;
import sao.ledger.Drop;
import sao.text.Excerpt;

/// The rows whose model failed: each is dropped with its reason and lets the others pass, until they are too
/// many.
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
    /// @param begun rows that were begun
    /// @throws TooManyFailuresException if it is one too many
    void drop(Row row, FailedRowException failure, long begun) {
        gate.giveUp(row);
        log.drop(new Drop(row.number(), failure.stage(), Drop.FAILED, Excerpt.of(failure.problem())));
        if (limit.isExceeded(failed.incrementAndGet(), begun)) {
            throw new TooManyFailuresException(failed.get(), begun, failure);
        }
    }
}
