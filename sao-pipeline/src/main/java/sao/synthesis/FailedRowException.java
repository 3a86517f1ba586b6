package sao.synthesis;

import sao.error.SaoException;

/// A row whose model call failed.
final class FailedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String problem;

    /// @param stage that asked: `prompts`, `responses` or `judgments`
    FailedRowException(String stage, SaoException cause) {
        super(cause);
        this.stage = stage;
        this.problem = cause.problem();
    }

    String stage() {
        return stage;
    }

    String problem() {
        return problem;
    }
}
