package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.config.AttentionShape;
import sao.config.ModelConfig;
import sao.config.SlidingWindow;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Tiny random models of every family, against the logits of transformers.
class TransformersParityTest {
    static List<TransformersFixture> all() {
        return TransformersFixture.all();
    }

    private static float[] logits(TransformersFixture fixture, ModelConfig config) {
        long[] positions = LongStream.range(0, fixture.ids().size()).toArray();
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var decoder = CausalLanguageModel.of(
                        config, TinyModel.of(config, fixture.weights()).parameters())) {
            Tensor hidden = decoder.hidden(
                    Tensors.longs(fixture.ids().toArray()), Tensors.longs(positions), new WholeSequenceAttention());
            return Tensors.toFloats(decoder.logits(hidden.index_select(0, Tensors.longs(fixture.positions()))));
        }
    }

    private static double farthest(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double farthest = 0;
        for (int i = 0; i < found.length; i++) {
            farthest = Math.max(farthest, Math.abs(found[i] - expected[i]));
        }
        return farthest;
    }

    @ParameterizedTest
    @MethodSource("all")
    void logitsMatchTransformers(TransformersFixture fixture) {
        assertThat(fixture.weights().keySet())
                .isEqualTo(fixture.config().parameterShapes().keySet());
        assertThat(farthest(logits(fixture, fixture.config()), fixture.logits()))
                .isCloseTo(0, within(1e-4));
    }

    /// Otherwise the comparison would prove nothing of them.
    @Test
    void windowsCapsAndQueryScaleBite() {
        for (String name : List.of("mistral-window", "qwen2-window", "gemma2", "gemma3")) {
            TransformersFixture fixture = TransformersFixture.named(name);
            ModelConfig config = fixture.config();
            AttentionShape shape = config.attention();
            SlidingWindow window = shape.window().orElseThrow();
            SlidingWindow wider = new SlidingWindow(window.tokens() + 1, window.layers(), window.rotation());
            assertMatters(fixture, new AttentionShape(shape.queryScalar(), shape.scoreCap(), Optional.of(wider)));
            assertMatters(fixture, new AttentionShape(shape.queryScalar() + 1, shape.scoreCap(), shape.window()));
            if (shape.scoreCap().isPresent()) {
                assertMatters(fixture, new AttentionShape(shape.queryScalar(), OptionalDouble.empty(), shape.window()));
            }
        }
    }

    private static void assertMatters(TransformersFixture fixture, AttentionShape other) {
        ModelConfig changed =
                fixture.config().withBounds(other, fixture.config().logitCap());
        assertThat(farthest(logits(fixture, changed), fixture.logits()))
                .as("%s with %s", fixture, other)
                .isGreaterThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theGivenWeightsHaveTheShapesOfTheConfiguration(TransformersFixture fixture) {
        Map<String, long[]> shapes = fixture.config().parameterShapes();
        fixture.weights()
                .forEach((name, values) -> assertThat(LongStream.of(shapes.getOrDefault(name, new long[0]))
                                .reduce(1, (a, b) -> a * b))
                        .as(name)
                        .isEqualTo(values.length));
    }
}
