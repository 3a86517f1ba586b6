package sao.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.torch.TensorScope;

class PackedWeightTest {
    @Test
    void aTensorsOwnTypeIsAsSupportedAsTheConstant() {
        try (var _ = TensorScope.open()) {
            for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.BFloat16}) {
                Tensor tensor = torch.zeros(2, 2).to(type);
                assertThat(PackedWeight.supports(tensor.scalar_type()))
                        .as(type.toString())
                        .isEqualTo(PackedWeight.supports(type));
            }
            assertThat(PackedWeight.supports(ScalarType.Float)).isTrue();
        }
    }

    @Test
    void packingChangesTheLayoutAndNotTheMap() {
        try (var _ = TensorScope.open()) {
            torch.manual_seed(11);
            Tensor weight = torch.randn(48, 32);
            Tensor input = torch.randn(5, 32);
            try (PackedWeight packed = PackedWeight.of(weight, Optional.empty(), 8)) {
                float[] plain = Tensors.toFloats(torch.linear(input, weight));
                float[] found = Tensors.toFloats(packed.apply(input));
                for (int i = 0; i < plain.length; i++) {
                    assertThat(found[i]).isCloseTo(plain[i], within(1e-5f));
                }
            }
        }
    }
}
