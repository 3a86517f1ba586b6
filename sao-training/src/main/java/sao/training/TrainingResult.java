package sao.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.batch.DropReason;

/// What a training left behind.
///
/// @param finished whether all steps were made; otherwise it was stopped and can go on
/// @param steps made in all, those before a resume included
/// @param pairs that are trained
/// @param dropped pairs that are not, by reason
/// @param checkpoint folder of the last checkpoint; its `weights.safetensors` are the float32 weights.
///     Empty if it was stopped before the first
/// @param warnings in words, in the order in which they came up
/// @param stopped why the guard gave up, in words; empty if it did not
/// @param health what became of the model since its start, in a sentence; empty if nobody looked
/// @param peakMemoryBytes highest resident memory of the process since the training began; 0 where the
///     system does not say
public record TrainingResult(
        boolean finished,
        int steps,
        int pairs,
        Map<DropReason, Integer> dropped,
        Optional<Path> checkpoint,
        List<String> warnings,
        Optional<String> stopped,
        Optional<String> health,
        long peakMemoryBytes) {
    public TrainingResult {
        dropped = Map.copyOf(dropped);
        warnings = List.copyOf(warnings);
    }
}
