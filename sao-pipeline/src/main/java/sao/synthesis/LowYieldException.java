package sao.synthesis;

import sao.error.SaoException;

/// So few personas become wanted prompts, or so few prompts become pairs, that going on would waste the
/// budget: a guard stops the round.
public final class LowYieldException extends SaoException {
    private static final long serialVersionUID = 1L;

    LowYieldException(String problem, String remedy) {
        super(problem, remedy);
    }
}
