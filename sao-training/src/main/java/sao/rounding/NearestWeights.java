package sao.rounding;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// Weights rounded to the nearest number of an element type: the values with which a model of that precision computes.
///
/// @param weights that are rounded; stay the caller's
/// @param type of the elements that are read
public record NearestWeights(WeightSource weights, ScalarType type) implements WeightSource {
    @Override
    public List<String> names() {
        return weights.names();
    }

    @Override
    public long[] shape(String name) {
        return weights.shape(name);
    }

    @Override
    public String storedAs(String name) {
        return type.name();
    }

    @Override
    public Tensor read(String name) {
        return TensorScope.returning(() -> weights.read(name).to(type));
    }

    @Override
    public void unload() {
        weights.unload();
    }

    @Override
    public String fingerprint() {
        return "%s as %s".formatted(weights.fingerprint(), type);
    }

    @Override
    public String toString() {
        return weights.toString();
    }

    @Override
    public void close() {
        // the weights stay the caller's
    }
}
