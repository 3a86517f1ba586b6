package sao.training;

import sao.domain.SaoException;

/// A loss or a gradient is not a number.
final class NotFiniteException extends SaoException {
    private static final long serialVersionUID = 1L;

    NotFiniteException(String problem, String remedy) {
        super(problem, remedy);
    }
}
