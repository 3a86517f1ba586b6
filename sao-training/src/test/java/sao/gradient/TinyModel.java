package sao.gradient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import sao.token.TokenIds;
import sao.weights.WeightSource;

/// A decoder of two layers with drawn weights, in memory.
public final class TinyModel implements WeightSource {
    private static final int VOCABULARY = 97;

    private final ModelConfig config;
    private final long seed;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /// @param seed of its weights
    public TinyModel(Family family, long seed) {
        this.config = config(family);
        this.seed = seed;
        var random = new SplittableRandom(seed);
        config.parameterShapes().forEach((name, shape) -> values.put(name, drawn(name, shape, random)));
    }

    /// Gemma with a window in one layer of two, and soft caps.
    private static ModelConfig config(Family family) {
        Rotation rotation = new Rotation(10_000, new Rotation.Unscaled());
        ModelConfig plain = new ModelConfig(
                family,
                VOCABULARY,
                32,
                48,
                2,
                4,
                2,
                8,
                1e-5,
                rotation,
                512,
                true,
                AttentionShape.plain(8),
                OptionalDouble.empty(),
                OutputHead.TOKENS);
        if (family != Family.GEMMA2 && family != Family.GEMMA3 && family != Family.MISTRAL) {
            return plain;
        }
        SlidingWindow window = new SlidingWindow(7, List.of(true, false), new Rotation(50, new Rotation.Unscaled()));
        return plain.withBounds(
                new AttentionShape(12, OptionalDouble.of(2), Optional.of(window)), OptionalDouble.of(5));
    }

    private static float[] drawn(String name, long[] shape, SplittableRandom random) {
        long places = 1;
        for (long size : shape) {
            places *= size;
        }
        float[] drawn = new float[(int) places];
        boolean norm = name.endsWith("norm.weight");
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) ((norm ? 1 : 0) + 0.2 * random.nextGaussian());
        }
        return drawn;
    }

    /// {@return its shape}
    public ModelConfig config() {
        return config;
    }

    /// {@return drawn tokens of its vocabulary}
    public static TokenIds tokens(SplittableRandom random, int count) {
        return TokenIds.of(random.ints(count, 0, VOCABULARY).toArray());
    }

    /// Makes one weight not a number.
    public void spoil(String name) {
        Objects.requireNonNull(values.get(name))[0] = Float.NaN;
    }

    @Override
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    @Override
    public long[] shape(String name) {
        return Objects.requireNonNull(config.parameterShapes().get(name));
    }

    @Override
    public String storedAs(String name) {
        return "F32";
    }

    @Override
    public Tensor read(String name) {
        return Tensors.floats(Objects.requireNonNull(values.get(name)), shape(name));
    }

    @Override
    public String fingerprint() {
        return "tiny " + config.family() + " " + seed;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
