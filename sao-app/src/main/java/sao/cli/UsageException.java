package sao.cli;

import sao.error.SaoException;

/// A command was used in a way that cannot work.
final class UsageException extends SaoException {
    private static final long serialVersionUID = 1L;

    UsageException(String problem, String remedy) {
        super(problem, remedy);
    }
}
