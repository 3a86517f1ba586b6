package sao.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.trainer.TrainedModel;
import sao.trainer.Verification;

/// The end of a training run in this process.
///
/// @param finished whether all steps were made; otherwise the training was stopped and can be resumed
/// @param course of the steps so far; the checkpoint of [TrainedModel.Course#bestStep] is kept
/// @param checkpoint folder of the last checkpoint, whose `weights.safetensors` contains the float32
///     weights; empty if the run was stopped before the first checkpoint
/// @param warnings in words, in the order of their occurrence
/// @param degraded why the guard ended the training, in words; empty if the guard did not end it
/// @param parity comparison of the start model with the sampler
/// @param guard the change of the model since its start
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

    /// {@return the total number of steps, including those before a resume}
    int steps() {
        return course.steps();
    }
}
