package sao.progress;

import sao.error.SaoException;

/// A guard stopped the run, because continuing would waste compute or damage the model.
public final class GuardException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param problem what the guard found, with values
    /// @param remedy what the user can do; begins with a verb
    public GuardException(String problem, String remedy) {
        super(problem, remedy);
    }
}
