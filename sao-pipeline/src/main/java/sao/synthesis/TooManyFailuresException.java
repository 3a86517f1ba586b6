package sao.synthesis;

import sao.error.SaoException;
import sao.synthesis.FailedRows.FailedRowException;

/// A round is stopped because too many rows failed.
public final class TooManyFailuresException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param failed number of failed rows
    /// @param begun number of started rows
    /// @param last last failure
    TooManyFailuresException(long failed, long begun, FailedRowException last) {
        super(
                "%d of %d rows failed because a model call failed; the last one in stage %s: %s"
                        .formatted(failed, begun, last.stage().label(), last.problem()),
                "Fix the problem of the model, then run the same command again: the failed rows are repeated.",
                last);
    }
}
