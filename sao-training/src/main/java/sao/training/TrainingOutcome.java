package sao.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.trainer.TrainedModel;
import sao.trainer.Verification;

/// The end of a training run in this process.
///
/// @param finished whether all steps were made; otherwise it was stopped and can be resumed
/// @param course steps so far, of which [TrainedModel.Course#bestStep] is kept
/// @param checkpoint folder of the last checkpoint, whose `weights.safetensors` are the float32 weights;
///     empty if the run was stopped before the first
/// @param warnings in words, in the order in which they came up
/// @param degraded why the guard ended the training, in words; empty if it did not
/// @param parity of the start model with the sampler
/// @param guard how the model changed since its start
record TrainingOutcome(
        boolean finished,
        TrainedModel.Course course,
        Optional<Path> checkpoint,
        List<String> warnings,
        Optional<String> degraded,
        Verification parity,
        TrainedModel.Guard guard) {
    TrainingOutcome {
        warnings = List.copyOf(warnings);
    }

    /// {@return the change of the model since its start, in a sentence; empty if it was not checked}
    Optional<String> health() {
        return guard instanceof TrainedModel.Guard.Watched(String change) ? Optional.of(change) : Optional.empty();
    }

    /// {@return steps made in all, those before a resume included}
    int steps() {
        return course.steps();
    }
}
