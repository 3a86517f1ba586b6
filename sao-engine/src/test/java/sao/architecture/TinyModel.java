package sao.architecture;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// A random model small enough for every test: its weights in memory.
public final class TinyModel implements WeightSource {
    private final ModelConfig config;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    private TinyModel(ModelConfig config) {
        this.config = config;
    }

    /// {@return a configuration of three layers with all that the family has: windows of five tokens, soft
    /// caps low enough to bite, a rotation of its own}
    public static ModelConfig config(Family family, boolean tied) {
        Rotation rotation = new Rotation(10_000, new Rotation.Unscaled());
        ModelConfig plain = new ModelConfig(
                family,
                300,
                64,
                96,
                3,
                4,
                2,
                16,
                1e-5,
                rotation,
                512,
                tied,
                AttentionShape.plain(16),
                OptionalDouble.empty(),
                OutputHead.TOKENS);
        return switch (family) {
            case LLAMA, QWEN2, QWEN3 -> plain;
            case MISTRAL -> with(plain, window(rotation, true, true, true), false);
            case GEMMA2 -> with(plain, window(rotation, true, false, true), true);
            case GEMMA3 -> with(plain, window(new Rotation(100, new Rotation.Unscaled()), true, true, false), false);
        };
    }

    private static SlidingWindow window(Rotation rotation, Boolean... layers) {
        return new SlidingWindow(5, List.of(layers), rotation);
    }

    private static ModelConfig with(ModelConfig plain, SlidingWindow window, boolean capped) {
        OptionalDouble none = OptionalDouble.empty();
        return plain.withBounds(
                new AttentionShape(
                        plain.family() == Family.MISTRAL ? 16 : 24,
                        capped ? OptionalDouble.of(2) : none,
                        Optional.of(window)),
                capped ? OptionalDouble.of(8) : none);
    }

    /// {@return random weights for a configuration, the same for the same seed}
    public static TinyModel of(ModelConfig config, long seed) {
        TinyModel model = new TinyModel(config);
        SplittableRandom random = new SplittableRandom(seed);
        config.parameterShapes().forEach((name, shape) -> {
            int places = 1;
            for (long size : shape) {
                places *= Math.toIntExact(size);
            }
            float[] numbers = new float[places];
            for (int i = 0; i < places; i++) {
                numbers[i] = (float)
                        (name.contains("norm")
                                ? random.nextDouble(0.5, 1.5)
                                : random.nextGaussian() * (name.contains("embed") ? 1 : 0.15));
            }
            model.values.put(name, numbers);
        });
        return model;
    }

    /// {@return a model of given weights}
    ///
    /// @param values by Hugging Face name
    public static TinyModel of(ModelConfig config, Map<String, float[]> values) {
        TinyModel model = new TinyModel(config);
        model.values.putAll(values);
        return model;
    }

    /// {@return the configuration}
    public ModelConfig config() {
        return config;
    }

    /// {@return all weights as tensors, in the caller's scope}
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new HashMap<>();
        values.keySet().forEach(name -> parameters.put(name, read(name)));
        return parameters;
    }

    @Override
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    @Override
    public long[] shape(String name) {
        return Optional.ofNullable(config.parameterShapes().get(name)).orElseThrow();
    }

    @Override
    public String storedAs(String name) {
        return "F32";
    }

    @Override
    public Tensor read(String name) {
        return TensorScope.returning(
                () -> Tensors.floats(Optional.ofNullable(values.get(name)).orElseThrow(), shape(name)));
    }

    @Override
    public String fingerprint() {
        return "tiny";
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "tiny model in memory";
    }
}
