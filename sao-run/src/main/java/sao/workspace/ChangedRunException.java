package sao.workspace;

import sao.error.SaoException;

/// The requested settings cannot continue the run in this folder: a setting that identifies the run was changed.
public final class ChangedRunException extends SaoException {
    private static final long serialVersionUID = 1L;

    ChangedRunException(String problem, String remedy) {
        super(problem, remedy);
    }
}
