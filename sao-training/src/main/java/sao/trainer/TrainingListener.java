package sao.trainer;

import java.nio.file.Path;
import sao.health.Health;

/// Hears how a training goes, and may end it. Called from the training's own thread: every method returns
/// soon and does not throw.
public interface TrainingListener {
    /// A training began.
    ///
    /// @param plan what will be done
    default void started(TrainingPlan plan) {}

    /// Something deserves attention, but does not end the training.
    ///
    /// @param message one or two sentences
    default void warned(String message) {}

    /// A pair's gradient was added.
    ///
    /// @param step from 1, that it belongs to
    /// @param pairs of the step done so far
    /// @param of pairs in the step
    default void pairDone(int step, int pairs, int of) {}

    /// The weights made a step.
    default void stepDone(TrainingStep step) {}

    /// The guard looked at the model and found it healthy.
    ///
    /// @param step made
    /// @param health of the model now
    /// @param start health of the start model
    default void looked(int step, Health health, Health start) {}

    /// The guard found the model ill: the training goes on from an earlier state with half the rate.
    ///
    /// @param rollback what was done and why
    default void rolledBack(Rollback rollback) {}

    /// A checkpoint is on disk.
    ///
    /// @param step that it holds
    default void checkpointSaved(int step, Path folder) {}

    /// {@return whether the training shall stop before its end; asked after every pair. The state is saved,
    /// and the same call goes on from there}
    default boolean stopRequested() {
        return false;
    }
}
