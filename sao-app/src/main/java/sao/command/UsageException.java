package sao.command;

import sao.error.SaoException;

/// A command was given invalid arguments or options.
public final class UsageException extends SaoException {
    private static final long serialVersionUID = 1L;

    public UsageException(String problem, String remedy) {
        super(problem, remedy);
    }
}
