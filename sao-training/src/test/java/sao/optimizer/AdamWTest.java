package sao.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Moments in bytes beside those in float32.
class AdamWTest {
    private static final int STEPS = 40;
    private static final double RATE = 1e-3;
    private static final long[] SHAPE = {37, 53}; // no whole number of blocks

    /// {@return how far each weight has moved after noisy gradients of very different sizes}
    private static float[] moved(OptimizerState type) {
        try (var _ = TensorScope.open()) {
            torch.manual_seed(5);
            Tensor sizes = torch.randn(SHAPE).exp();
            Tensor direction = torch.randn(SHAPE);
            Tensor master = torch.zeros(SHAPE);
            SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
            masters.put("w", master);
            try (var optimizer = new AdamW(masters, type)) {
                for (int step = 0; step < STEPS; step++) {
                    optimizer.step(List.of(direction.add(torch.randn(SHAPE)).mul(sizes)), RATE);
                }
            }
            return Tensors.toFloats(master);
        }
    }

    @Test
    void bytesMoveWeightsNearlyAsFloatsDo() {
        float[] exact = moved(OptimizerState.FP32);
        float[] rounded = moved(OptimizerState.INT8);
        double apart = 0;
        double size = 0;
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            apart += Math.pow(exact[i] - rounded[i], 2);
            size += Math.pow(exact[i], 2);
            largest = Math.max(largest, Math.abs(rounded[i]));
        }
        assertThat(Math.sqrt(apart / size)).isLessThan(0.2);
        assertThat(largest).as("no weight leaps").isLessThan(1.5 * STEPS * RATE);
    }

    @Test
    void bytesNeedAQuarterOfTheMemory() {
        try (var _ = TensorScope.open()) {
            SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
            masters.put("w", torch.zeros(new long[] {1000, 256}));
            try (var full = new AdamW(masters, OptimizerState.FP32);
                    var bytes = new AdamW(masters, OptimizerState.INT8)) {
                assertThat((double) size(bytes) / size(full)).isBetween(0.25, 0.26);
            }
        }
    }

    private static long size(AdamW optimizer) {
        return optimizer.state().values().stream()
                .mapToLong(tensor -> tensor.numel() * tensor.element_size())
                .sum();
    }

    @Test
    void aStateThatIsCopiedGoesOnBitForBit() {
        for (OptimizerState type : OptimizerState.values()) {
            try (var _ = TensorScope.open()) {
                List<SequencedMap<String, Tensor>> twins = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
                    masters.put("w", torch.zeros(SHAPE));
                    twins.add(masters);
                }
                try (var one = new AdamW(twins.get(0), type);
                        var other = new AdamW(twins.get(1), type)) {
                    one.step(List.of(torch.randn(SHAPE)), RATE);
                    one.state()
                            .forEach((name, tensor) -> of(other.state(), name).copy_(tensor));
                    of(twins.get(1), "w").copy_(of(twins.get(0), "w"));
                    other.continueFrom(1);
                    Tensor gradient = torch.randn(SHAPE);
                    one.step(List.of(gradient), RATE);
                    other.step(List.of(gradient), RATE);
                    assertThat(Tensors.toFloats(of(twins.get(1), "w")))
                            .containsExactly(Tensors.toFloats(of(twins.get(0), "w")));
                }
            }
        }
    }

    @Test
    void theLastBlockIsFilledUpAndStaysNothing() {
        try (var _ = TensorScope.open()) {
            SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
            masters.put("w", torch.zeros(new long[] {3}));
            try (var bytes = new AdamW(masters, OptimizerState.INT8)) {
                bytes.step(List.of(Tensors.floats(new float[] {1, 0, -2}, 3)), RATE);
                Tensor codes = of(bytes.state(), "first.w");
                assertThat(codes.numel()).isEqualTo(ByteMoments.BLOCK);
                assertThat(Tensors.toLongs(codes.narrow(0, 0, 4)))
                        .satisfiesAnyOf(
                                found -> assertThat(found).containsExactly(217, 128, 1, 128),
                                found -> assertThat(found).containsExactly(218, 128, 1, 128));
                assertThat(codes.scalar_type().intern()).isEqualTo(ScalarType.Byte);
                assertThat(Tensors.toFloats(of(masters, "w")))
                        .containsExactly(new float[] {-1e-3f, 0, 1e-3f}, within(1e-6f));
            }
        }
    }

    /// Algorithm 2 of Loshchilov and Hutter (arXiv 1711.05101) without weight decay, in double precision.
    private static double[] published(double[] gradients, double[] rates) {
        double first = 0;
        double second = 0;
        double weight = 0.5;
        double[] weights = new double[gradients.length];
        for (int i = 0; i < gradients.length; i++) {
            first = 0.9 * first + 0.1 * gradients[i];
            second = 0.999 * second + 0.001 * gradients[i] * gradients[i];
            double meanHat = first / (1 - Math.pow(0.9, i + 1));
            double squareHat = second / (1 - Math.pow(0.999, i + 1));
            weight -= rates[i] * meanHat / (Math.sqrt(squareHat) + 1e-8);
            weights[i] = weight;
        }
        return weights;
    }

    /// The last gradients are as small as epsilon, where another epsilon would show.
    @Test
    void everyStepIsThatOfThePaper() {
        double[] gradients = {0.5, -2, 0.25, 3, -0.125, 0.5, 0, 0, 1e-3, -4};
        double[] tiny = {1e-8, -2e-8, 3e-8, 1e-8, 1e-8, -5e-8, 0, 0, 2e-8, 1e-8};
        double[] rates = {0, 1e-2, 2e-2, 2e-2, 1.5e-2, 1e-2, 1e-2, 5e-3, 1e-3, 1e-3};
        double[] expected = published(gradients, rates);
        double[] expectedTiny = published(tiny, rates);
        try (var _ = TensorScope.open()) {
            SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
            masters.put("w", Tensors.floats(new float[] {0.5f, 0.5f}, 2));
            try (var optimizer = new AdamW(masters, OptimizerState.FP32)) {
                for (int i = 0; i < gradients.length; i++) {
                    optimizer.step(
                            List.of(Tensors.floats(new float[] {(float) gradients[i], (float) tiny[i]}, 2)), rates[i]);
                    float[] found = Tensors.toFloats(of(masters, "w"));
                    assertThat((double) found[0]).as("step %d", i + 1).isCloseTo(expected[i], within(3e-7));
                    assertThat((double) found[1]).as("step %d", i + 1).isCloseTo(expectedTiny[i], within(3e-7));
                }
            }
        }
        assertThat(Math.abs(expectedTiny[9] - 0.5))
                .as("the tiny gradients move the weight")
                .isGreaterThan(5e-3);
    }

    private static Tensor of(SequencedMap<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
