package sao.synthesis;

import sao.error.ContextOverflowException;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.rows.Drop;
import sao.rows.RoundStage;

/// A row whose model call failed.
final class FailedRowException extends RuntimeException {
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
