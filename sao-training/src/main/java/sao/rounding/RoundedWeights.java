package sao.rounding;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// The bfloat16 weights that a training computed with, made of its float32 masters.
///
/// @param masters of the training; closed with this
/// @param rounding of the training; stays the caller's
public record RoundedWeights(WeightSource masters, FrozenRounding rounding) implements WeightSource {
    @Override
    public List<String> names() {
        return masters.names();
    }

    @Override
    public long[] shape(String name) {
        return masters.shape(name);
    }

    @Override
    public String storedAs(String name) {
        return "BF16";
    }

    @Override
    public Tensor read(String name) {
        return TensorScope.returning(() -> {
            Tensor values = masters.read(name).to(ScalarType.Float).contiguous();
            Tensor rounded = torch.zeros_like(values).to(ScalarType.BFloat16);
            rounding.round(name, values, rounded);
            return rounded;
        });
    }

    @Override
    public void unload() {
        masters.unload();
    }

    @Override
    public String fingerprint() {
        return "%s, rounded".formatted(masters.fingerprint());
    }

    @Override
    public String toString() {
        return masters.toString();
    }

    @Override
    public void close() {
        masters.close();
    }
}
