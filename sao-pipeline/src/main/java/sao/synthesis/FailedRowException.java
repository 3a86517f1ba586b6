package sao.synthesis;

import sao.error.SaoException;
import sao.rows.RoundStage;

/// A row whose model call failed.
final class FailedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RoundStage stage;
    private final String problem;

    /// @param stage that asked the model
    FailedRowException(RoundStage stage, SaoException cause) {
        super(cause);
        this.stage = stage;
        this.problem = cause.problem();
    }

    RoundStage stage() {
        return stage;
    }

    String problem() {
        return problem;
    }
}
