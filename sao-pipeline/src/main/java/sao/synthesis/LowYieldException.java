package sao.synthesis;

import sao.error.SaoException;

/// A round is stopped because too few personas give accepted prompts, or because no answered prompt gives a pair.
public final class LowYieldException extends SaoException {
    private static final long serialVersionUID = 1L;

    LowYieldException(String problem, String remedy) {
        super(problem, remedy);
    }
}
