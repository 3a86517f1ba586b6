package sao.trainer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sao.batch.DropReason;
import sao.heldout.HeldOutChange;
import sao.rounding.WeightMovement;

/// A finished training: a model folder that transformers loads, and the facts about it.
///
/// @param folder of the model
/// @param adapter folder of the adapter alone; empty if all weights were trained
/// @param course how the training went
/// @param pairs that it was trained on
/// @param checks results of the checks of the model
/// @param movement how far the weights moved, and how much of it the folder keeps; empty if the trainer does not
///     measure it
public record TrainedModel(
        Path folder,
        Optional<Path> adapter,
        Course course,
        Pairs pairs,
        Checks checks,
        Optional<WeightMovement> movement) {
    /// The course of a training.
    ///
    /// @param steps total number of steps
    /// @param bestStep step of the checkpoint with the lowest mean loss; [#steps] where none was compared
    /// @param rollbacks number of returns to an earlier checkpoint
    /// @param learningRate highest rate of the schedule after the last rollback, each of which halves it
    /// @param heldOut the held-out pairs before and after the training; empty if none were measured
    public record Course(int steps, int bestStep, int rollbacks, double learningRate, Optional<HeldOutChange> heldOut) {
        /// A course without held-out pairs.
        public Course(int steps, int bestStep, int rollbacks, double learningRate) {
            this(steps, bestStep, rollbacks, learningRate, Optional.empty());
        }
    }

    /// The pairs of a training: used, held out to measure it, and left out.
    ///
    /// @param trained number of pairs in each epoch
    /// @param heldOut number of held-out pairs that are measured
    /// @param leftOut number of pairs that are neither trained nor measured, by reason; reasons without a pair are
    ///     absent
    public record Pairs(int trained, int heldOut, Map<DropReason, Integer> leftOut) {
        public Pairs {
            leftOut = Map.copyOf(leftOut);
        }
    }

    /// The checks of a training. A trainer makes each check or states why it did not.
    ///
    /// @param parity the start model against the sampler of the pairs
    /// @param guard the trained model against the start model
    /// @param export the exported folder against the trained weights
    public record Checks(Verification parity, Guard guard, Verification export) {}

    /// The result of the checks for degeneration.
    public sealed interface Guard {
        /// The model was checked and passed the last check.
        ///
        /// @param change of the model since its start, in a sentence
        record Watched(String change) implements Guard {}

        /// The model was not checked.
        ///
        /// @param reason why not, in words
        record NotWatched(String reason) implements Guard {}
    }
}
