package sao.training;

import java.nio.file.Path;

/// Where a training keeps its state.
///
/// @param checkpoints folder of the checkpoints
/// @param references log-probabilities of the start model, for losses that need them
public record TrainingPlace(Path checkpoints, ReferenceMemory references) {
    /// {@return a place where all lies in one folder}
    public static TrainingPlace in(Path checkpoints) {
        return new TrainingPlace(checkpoints, new ReferenceFile(checkpoints.resolve("references.txt")));
    }
}
