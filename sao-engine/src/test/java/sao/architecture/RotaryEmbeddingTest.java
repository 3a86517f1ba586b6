package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.config.Rotation;
import sao.tensor.Tensors;
import sao.torch.EngineThread;
import sao.torch.TensorScope;

class RotaryEmbeddingTest {
    private static final Rotation ROTATION = new Rotation(10_000, new Rotation.Unscaled());

    /// One row of a pass after the other.
    private record Numbers(List<Float> cosines, List<Float> sines) {
        Numbers row(int row, int width) {
            return new Numbers(
                    cosines.subList(row * width, (row + 1) * width), sines.subList(row * width, (row + 1) * width));
        }
    }

    private static List<Float> list(Tensor tensor) {
        List<Float> list = new ArrayList<>();
        for (float value : Tensors.toFloats(tensor)) {
            list.add(value);
        }
        return list;
    }

    private static Numbers of(int width, long... positions) {
        try (var thread = new EngineThread("angles", 1)) {
            return thread.call(() -> {
                try (var _ = TensorScope.open();
                        RotaryEmbedding embedding = RotaryEmbedding.of(ROTATION, width)) {
                    var angles = embedding.angles(Tensors.longs(positions), ScalarType.Float);
                    return new Numbers(list(angles.cosine()), list(angles.sine()));
                }
            });
        }
    }

    @ParameterizedTest // large angles are reduced otherwise than small ones, and a vector of numbers all alike
    @ValueSource(ints = {8, 64, 128})
    void theAnglesOfAPositionAreTheSameInAnyCompany(int width) {
        long[] positions = LongStream.range(0, 120)
                .flatMap(near -> LongStream.of(near, 8_191 - near))
                .toArray();
        Numbers together = of(width, positions);
        for (int i = 0; i < positions.length; i++) {
            assertThat(of(width, positions[i])).isEqualTo(together.row(i, width));
        }
    }

    @Test
    void theFirstHalfOfTheSinesIsNegated() {
        Numbers found = of(16, 5);
        for (int i = 0; i < 8; i++) {
            double angle = 5 * Math.pow(10_000, -i / 8.0);
            assertThat(found.cosines().get(i)).isCloseTo((float) Math.cos(angle), within(1e-6f));
            assertThat(found.cosines().get(i + 8)).isEqualTo(found.cosines().get(i));
            assertThat(found.sines().get(i)).isCloseTo((float) -Math.sin(angle), within(1e-6f));
            assertThat(found.sines().get(i + 8)).isEqualTo(-found.sines().get(i));
        }
    }
}
