package sao.adapter;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.token.Seeds;
import sao.weights.WeightSource;

/// An adapter before its first step, which leaves the model's output unchanged. `lora_A` is drawn uniformly
/// between -1 and 1, divided by the square root of `in`, as in PEFT; `lora_B` is 0.
///
/// @param shapes of its parameters
/// @param seed of the draws; the values of a parameter depend on it and on the parameter's name alone
public record AdapterStart(AdapterShapes shapes, long seed) implements WeightSource {
    @Override
    public List<String> names() {
        return List.copyOf(shapes.shapes().keySet());
    }

    @Override
    public long[] shape(String name) {
        return Objects.requireNonNull(shapes.shapes().get(name), name);
    }

    @Override
    public String storedAs(String name) {
        return "F32";
    }

    @Override
    public Tensor read(String name) {
        long[] shape = shape(name);
        if (name.endsWith("lora_B.weight")) {
            return Tensors.zeros(ScalarType.Float, shape);
        }
        var random = new SplittableRandom(Seeds.of(seed, name));
        double bound = 1 / Math.sqrt((double) shape[1]);
        float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return Tensors.floats(values, shape);
    }

    @Override
    public String fingerprint() {
        return "start of %s with seed %d".formatted(shapes.settings(), seed);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
