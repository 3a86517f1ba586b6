package sao.workspace;

import sao.error.SaoException;

/// The requested settings cannot continue the run or the experiment in this folder: a setting that identifies it
/// was changed.
public final class ChangedRunException extends SaoException {
    private static final long serialVersionUID = 1L;

    public ChangedRunException(String problem, String remedy) {
        super(problem, remedy);
    }
}
