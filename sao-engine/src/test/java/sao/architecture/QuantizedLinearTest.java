package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.tensor.QuantizedWeight;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

class QuantizedLinearTest {
    private static Tensor random(long seed, long rows, long columns) {
        torch.manual_seed(seed);
        return torch.randn(rows, columns);
    }

    @Test
    void eightBitsStayNearTheExactMap() {
        try (var _ = TensorScope.open();
                var quantized = QuantizedWeight.of(
                        random(1, 96, 64), Optional.of(random(2, 1, 96).view(96)))) {
            Tensor input = random(3, 16, 64);
            Tensor exact =
                    torch.linear(input, random(1, 96, 64)).add(random(2, 1, 96).view(96));
            Tensor found = new QuantizedLinear(quantized).apply(input);
            assertThat(found.scalar_type().intern()).isEqualTo(ScalarType.Float);
            double error = found.sub(exact).norm().item_double() / exact.norm().item_double();
            assertThat(error).isBetween(1e-4, 0.03);
        }
    }

    @Test // as the first token of a text is beside all others
    void aRowBesideOneAThousandTimesAsLargeKeepsItsDigits() {
        try (var _ = TensorScope.open();
                var quantized = QuantizedWeight.of(random(1, 96, 64), Optional.empty())) {
            Tensor input = random(3, 16, 64);
            float[] alone =
                    Tensors.toFloats(quantized.apply(input.narrow(0, 1, 1).clone()));
            input.select(0, 0).mul_(new Scalar(1000));
            float[] beside = Tensors.toFloats(quantized.apply(input).narrow(0, 1, 1));
            assertThat(beside).isEqualTo(alone);
            Tensor exact = torch.linear(input, random(1, 96, 64)).narrow(0, 1, 1);
            double error = Tensors.floats(beside, 1, 96).sub(exact).norm().item_double()
                    / exact.norm().item_double();
            assertThat(error).isLessThan(0.03);
        }
    }

    @Test
    void aWeightOfZerosGivesTheBias() {
        try (var _ = TensorScope.open();
                var quantized = QuantizedWeight.of(torch.zeros(8, 4), Optional.of(torch.ones(8)))) {
            float[] found = Tensors.toFloats(quantized.apply(random(4, 2, 4).mul(new Scalar(3))));
            assertThat(found).containsOnly(1f);
        }
    }
}
