package sao.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.adapter.AdapterShapes;
import sao.adapter.LoraSettings;
import sao.adapter.MergedWeights;
import sao.model.ModelSource;
import sao.rounding.FrozenRounding;
import sao.rounding.NearestWeights;
import sao.rounding.RoundedWeights;
import sao.safetensors.SafetensorsFile;
import sao.weights.WeightSource;

/// The weights that a training left in a checkpoint, with the values that the training computed with: in bfloat16
/// rounded from the float32 masters as in the training.
///
/// @param source the model at its start; open as long as what is opened here
/// @param adapter the trained adapter; empty if all weights were trained
/// @param checkpoint its folder
/// @param rounding of the training; stays the caller's; empty for a training in float32
public record TrainedWeights(
        ModelSource source, Optional<LoraSettings> adapter, Path checkpoint, Optional<FrozenRounding> rounding) {
    /// {@return the weights of the start model as the training computed with them; closing them leaves the source
    /// open}
    public WeightSource start() {
        ScalarType type = rounding.isPresent() ? ScalarType.BFloat16 : ScalarType.Float;
        return new NearestWeights(source.weights(), type);
    }

    /// {@return the trained parameters, which the caller closes: all weights of the model, or those of the adapter}
    ///
    /// @throws sao.error.SaoException if the file is missing or truncated
    public WeightSource trained() {
        return rounded(open(checkpoint));
    }

    /// {@return all weights of the trained model under Hugging Face names, which the caller closes; an adapter is
    /// added to the start model's weights, and the sum is rounded like trained weights}
    public WeightSource whole() {
        return adapter.map(lora -> rounded(new MergedWeights(start(), trained(), shapes(lora))))
                .orElseGet(this::trained);
    }

    /// {@return the weights of the start model as its files hold them, with the trained adapter added in float32; the
    /// caller closes them}
    ///
    /// @param lora the adapter
    public WeightSource merged(LoraSettings lora) {
        return new MergedWeights(source.weights(), trained(), shapes(lora));
    }

    private AdapterShapes shapes(LoraSettings lora) {
        return new AdapterShapes(source.config(), lora);
    }

    private WeightSource rounded(WeightSource masters) {
        return rounding.<WeightSource>map(frozen -> new RoundedWeights(masters, frozen))
                .orElse(masters);
    }

    /// {@return the float32 masters of a checkpoint, which the caller closes: all weights of the model, or those of
    /// the adapter}
    ///
    /// @param checkpoint its folder
    /// @throws sao.error.SaoException if the file is missing or truncated
    public static WeightSource open(Path checkpoint) {
        return SafetensorsFile.open(checkpoint.resolve(Checkpoints.WEIGHTS));
    }
}
