package sao.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

class GradientNormTest {
    /// Two gradients of the norms 5 and 12, together 13.
    private static List<Tensor> gradients() {
        return List.of(Tensors.floats(new float[] {3, -4}, 2), Tensors.floats(new float[] {0, 12, 0, 0}, 2, 2));
    }

    @Test
    void theNormIsThatOfAllGradientsAsOneVector() {
        try (var _ = TensorScope.open()) {
            assertThat(GradientNorm.of(gradients())).isEqualTo(13);
            assertThat(GradientNorm.square(gradients().getFirst())).isEqualTo(25);
        }
    }

    @Test
    void aLongGradientIsScaledToTheLimitAndKeepsItsDirection() {
        try (var _ = TensorScope.open()) {
            List<Tensor> gradients = gradients();
            GradientNorm.clip(gradients, 13, 6.5);
            // clip_grad_norm_ of PyTorch divides by the norm plus 1e-6
            assertThat(Tensors.toFloats(gradients.get(0)))
                    .containsExactly(new float[] {1.4999999f, -1.9999998f}, within(1e-7f));
            assertThat(Tensors.toFloats(gradients.get(1)))
                    .containsExactly(new float[] {0, 5.9999995f, 0, 0}, within(4e-7f));
            assertThat(GradientNorm.of(gradients)).isCloseTo(6.5, within(1e-6));
        }
    }

    @Test
    void aShortGradientStaysAsItIs() {
        try (var _ = TensorScope.open()) {
            List<Tensor> gradients = gradients();
            GradientNorm.clip(gradients, 13, 13.1);
            assertThat(Tensors.toFloats(gradients.get(0))).containsExactly(3, -4);
            GradientNorm.clip(gradients, 13, Double.POSITIVE_INFINITY);
            assertThat(Tensors.toFloats(gradients.get(1))).containsExactly(0, 12, 0, 0);
        }
    }
}
