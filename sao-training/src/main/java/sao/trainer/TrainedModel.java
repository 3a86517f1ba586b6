package sao.trainer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sao.batch.DropReason;

/// A finished training: a model folder that transformers loads, and the facts about it.
///
/// @param folder of the model
/// @param adapter folder of the adapter alone; empty if all weights were trained
/// @param course how the training went
/// @param pairs that it was trained on
/// @param checks which checks the model passed
public record TrainedModel(Path folder, Optional<Path> adapter, Course course, Pairs pairs, Checks checks) {
    /// How a training went.
    ///
    /// @param steps made in all
    /// @param bestStep step of the checkpoint with the lowest mean loss; [#steps] where none was compared
    /// @param rollbacks to an earlier checkpoint
    /// @param learningRate highest rate of the schedule after the last rollback, each of which halves it
    public record Course(int steps, int bestStep, int rollbacks, double learningRate) {}

    /// Which pairs a training used.
    ///
    /// @param trained pairs in each epoch
    /// @param leftOut pairs that were not trained, by reason; reasons without a pair are absent
    public record Pairs(int trained, Map<DropReason, Integer> leftOut) {
        public Pairs {
            leftOut = Map.copyOf(leftOut);
        }
    }

    /// The checks of a training, each of which a trainer makes or declares absent.
    ///
    /// @param parity the start model against the sampler of the pairs
    /// @param guard the trained model against the start model
    /// @param export the folder against the weights that were trained
    public record Checks(Verification parity, Guard guard, Verification export) {}

    /// Whether the model was watched for degeneration.
    public sealed interface Guard {
        /// It was, and passed the last check.
        ///
        /// @param change of the model since its start, in a sentence
        record Watched(String change) implements Guard {}

        /// It was not.
        ///
        /// @param reason in words
        record NotWatched(String reason) implements Guard {}
    }
}
