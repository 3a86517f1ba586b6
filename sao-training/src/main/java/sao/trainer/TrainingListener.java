package sao.trainer;

import java.nio.file.Path;
import sao.health.Health;
import sao.heldout.HeldOutFigures;

/// Receives the events of a training and may stop it. Called from the trainer's own thread; methods return
/// quickly and do not throw.
public interface TrainingListener {
    /// The extent of a training, known before its first step.
    ///
    /// @param pairs numbers of pairs trained, held out and left out
    /// @param steps total number of steps
    /// @param firstStep first step of this session, from 1; above 1 after a resume
    /// @param tokens number of tokens of one epoch, prompts counted once
    /// @param parity comparison of the start model's log-probabilities with those of the sampler
    /// @param memory the memory plan in a sentence; empty if the trainer makes none
    record Plan(TrainedModel.Pairs pairs, int steps, int firstStep, long tokens, Verification parity, String memory) {}

    /// A return to an earlier checkpoint after a failed check.
    ///
    /// @param step steps made when the check failed
    /// @param to step at which the training continues; 0: the start model
    /// @param reason why the check failed, in words
    /// @param rateFactor factor of all later learning rates
    record Rollback(int step, int to, String reason, double rateFactor) {}

    /// The memory of a training.
    ///
    /// @param plannedBytes at the peak, as planned
    /// @param peakBytes highest resident memory of the process that trained
    /// @param sentence comparison of both values, in words
    record MemoryUse(long plannedBytes, long peakBytes, String sentence) {}

    /// The training begins or resumes.
    default void started(Plan plan) {}

    /// A warning that does not end the training.
    ///
    /// @param message one or two sentences
    default void warned(String message) {}

    /// The gradient of a pair was added.
    ///
    /// @param step from 1, to which the pair belongs
    /// @param pairs of this step that are done
    /// @param of pairs in this step
    default void pairDone(int step, int pairs, int of) {}

    /// A step of the optimizer is complete.
    default void stepDone(TrainingStep step) {}

    /// The model was checked for degeneration and passed, or the settings only report a failure.
    ///
    /// @param step steps made
    /// @param health of the model now
    /// @param start health of the start model
    default void checked(int step, Health health, Health start) {}

    /// The held-out pairs were measured. Called for the start model and for the step of a restored checkpoint in each
    /// session, with the same figures each time; a rollback makes those of later steps obsolete.
    ///
    /// @param now figures of the model now
    /// @param start figures of the start model
    default void heldOut(HeldOutFigures now, HeldOutFigures start) {}

    /// The model failed its check: the training continues from an earlier checkpoint with half the learning rate.
    default void rolledBack(Rollback rollback) {}

    /// A checkpoint has been written.
    ///
    /// @param step number of steps of the checkpoint
    /// @param folder of the checkpoint
    default void checkpointSaved(int step, Path folder) {}

    /// The last step was made or a stop was requested; called with the memory used.
    default void memoryUsed(MemoryUse use) {}

    /// The training is finished and the model folder is written, unless it is there already.
    ///
    /// @param folder of the model
    default void exporting(Path folder) {}

    /// {@return whether the training is to stop before its end. Asked after each pair and before each check; the
    /// state is saved, and the same job resumes from there}
    default boolean stopRequested() {
        return false;
    }
}
