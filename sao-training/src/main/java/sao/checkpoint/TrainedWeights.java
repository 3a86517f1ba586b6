package sao.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import sao.adapter.AdapterShapes;
import sao.adapter.LoraSettings;
import sao.adapter.MergedWeights;
import sao.model.ModelSource;
import sao.safetensors.SafetensorsFile;
import sao.weights.WeightSource;

/// The weights that a training left in a checkpoint.
public final class TrainedWeights {
    private TrainedWeights() {}

    /// {@return what opens all weights of the trained model, under Hugging Face names; an adapter is added to
    /// those of the start model}
    ///
    /// @param source the model at its start; open as long as what is opened here
    /// @param adapter the trained adapter; empty if all weights were trained
    /// @param checkpoint its folder
    public static Supplier<WeightSource> of(ModelSource source, Optional<LoraSettings> adapter, Path checkpoint) {
        return adapter.<Supplier<WeightSource>>map(lora -> () ->
                        new MergedWeights(source.weights(), open(checkpoint), new AdapterShapes(source.config(), lora)))
                .orElse(() -> open(checkpoint));
    }

    /// {@return the float32 weights at the end of a training, which the caller closes; empty if the
    /// checkpoint was deleted or contains an adapter}
    ///
    /// @param checkpoints its folder of checkpoints
    public static Optional<WeightSource> ofFinished(Path checkpoints) {
        return Checkpoints.finished(checkpoints).map(TrainedWeights::open).filter(TrainedWeights::isWhole);
    }

    private static boolean isWhole(WeightSource weights) {
        if (AdapterShapes.isIn(weights)) {
            weights.close();
            return false;
        }
        return true;
    }

    /// {@return the trained weights of a checkpoint, which the caller closes: all weights of the model, or
    /// those of the adapter}
    ///
    /// @param checkpoint its folder
    /// @throws sao.error.SaoException if the file is missing or truncated
    public static WeightSource open(Path checkpoint) {
        return SafetensorsFile.open(checkpoint.resolve(Checkpoints.WEIGHTS));
    }
}
