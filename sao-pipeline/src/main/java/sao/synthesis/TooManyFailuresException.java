package sao.synthesis;

import sao.error.SaoException;
import sao.synthesis.FailedRows.FailedRowException;

/// So many rows failed that going on would not help.
public final class TooManyFailuresException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param failed rows that failed
    /// @param begun rows that were begun
    /// @param last problem of the last one
    TooManyFailuresException(long failed, long begun, FailedRowException last) {
        super(
                "%d of %d rows failed because their model did; the last one at %s: %s"
                        .formatted(failed, begun, last.stage().label(), last.problem()),
                "Mend what the model says, then run the same command again: the rows that failed are asked again.",
                last);
    }
}
