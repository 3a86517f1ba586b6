package sao.training;

import java.nio.file.Path;
import java.util.Optional;
import sao.error.SaoException;

/// A loss or a gradient is not finite.
final class NotFiniteException extends SaoException {
    private static final long serialVersionUID = 1L;

    NotFiniteException(String problem, String remedy) {
        super(problem, remedy);
    }

    /// {@return the same exception with the checkpoint from which the training can be resumed}
    ///
    /// @param checkpoint the last one; empty if there is none
    NotFiniteException with(Optional<Path> checkpoint) {
        String where = checkpoint
                .map(path -> " The last good checkpoint is %s.".formatted(path))
                .orElse(" No checkpoint was written before it.");
        return new NotFiniteException(problem() + where, remedy());
    }
}
