package sao.stage;

import java.util.Locale;
import sao.progress.InterruptedRunException;
import sao.trainer.Rollback;
import sao.training.TrainingResult;

/// What became of a training, for whoever started it.
public final class TrainingEnd {
    private TrainingEnd() {}

    /// Lets a finished training pass.
    ///
    /// @throws GuardException if the guard gave up
    /// @throws InterruptedRunException if the user asked to stop; the state is saved
    public static void check(TrainingResult result) {
        if (result.stopped().isPresent()) {
            String where = result.checkpoint()
                    .map(path -> " The last healthy state is in %s.".formatted(path))
                    .orElse("");
            throw new GuardException(
                    result.stopped().get() + where,
                    "Lower train.learning_rate, or look at the pairs: a judge that prefers repetition teaches it.");
        }
        if (!result.finished()) {
            throw new InterruptedRunException();
        }
    }

    /// {@return a rollback in words}
    public static String words(Rollback rollback) {
        return String.format(
                Locale.ROOT,
                "The model fell ill after step %d: %s. Going on from step %d with %s of the learning rate.",
                rollback.step(),
                rollback.reason(),
                rollback.to(),
                rollback.rateFactor());
    }
}
