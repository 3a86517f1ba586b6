package sao.workspace;

import sao.error.SaoException;

/// A run's folder was asked to become another run.
public final class ChangedRunException extends SaoException {
    private static final long serialVersionUID = 1L;

    ChangedRunException(String problem, String remedy) {
        super(problem, remedy);
    }
}
