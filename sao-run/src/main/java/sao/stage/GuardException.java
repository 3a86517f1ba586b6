package sao.stage;

import sao.error.SaoException;

/// A guard stopped a run on purpose: going on would waste or ruin something.
public final class GuardException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param problem what it saw
    /// @param remedy what the user can do
    public GuardException(String problem, String remedy) {
        super(problem, remedy);
    }
}
