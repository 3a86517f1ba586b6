package sao.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.torch.TensorScope;

class TensorBlockTest {
    @Test
    void eachTensorHasItsShapeAndIsWrittenAlone() {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("one", new long[] {3, 5});
        shapes.put("none", new long[] {0});
        shapes.put("number", new long[] {});
        shapes.put("two", new long[] {70});
        try (var _ = TensorScope.open();
                TensorBlock block = TensorBlock.of(ScalarType.BFloat16, shapes).zero()) {
            assertThat(block.tensors().sequencedKeySet()).containsExactly("one", "none", "number", "two");
            shapes.forEach((name, shape) ->
                    assertThat(Tensors.shape(tensor(block, name))).as(name).containsExactly(shape));
            tensor(block, "one").fill_(new Scalar(1.0));
            tensor(block, "number").fill_(new Scalar(2.0));
            assertThat(Tensors.toFloats(tensor(block, "one"))).containsOnly(1);
            assertThat(Tensors.toFloats(tensor(block, "number"))).containsExactly(2);
            assertThat(Tensors.toFloats(tensor(block, "two"))).hasSize(70).containsOnly(0);
        }
    }

    private static Tensor tensor(TensorBlock block, String name) {
        return java.util.Objects.requireNonNull(block.tensors().get(name), name);
    }
}
