package sao.rounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

class FrozenRoundingTest {
    private static final int COUNT = 1_200_000; // more than two pieces
    private static final float LOWER = 0.140625f; // a bfloat16 number
    private static final float DISTANCE = 0x1p-10f; // to the next one

    private final FrozenRounding rounding = FrozenRounding.of(3);

    private float[] rounded(String name, float... values) {
        try (var _ = TensorScope.open()) {
            Tensor into = Tensors.zeros(ScalarType.BFloat16, values.length);
            rounding.round(name, Tensors.floats(values, values.length), into);
            return Tensors.toFloats(into);
        }
    }

    private static float[] repeated(float value) {
        float[] values = new float[COUNT];
        Arrays.fill(values, value);
        return values;
    }

    private double shareAt(float value, float expected) {
        float[] found = rounded("weight", repeated(value));
        int count = 0;
        for (float one : found) {
            count += one == expected ? 1 : 0;
        }
        return (double) count / COUNT;
    }

    @Test
    void aBfloat16NumberIsRoundedToItself() {
        assertThat(rounded("weight", 0f, -0f, 1f, -LOWER, LOWER, 0x1.fep127f, 0x1p-126f))
                .containsExactly(0f, -0f, 1f, -LOWER, LOWER, 0x1.fep127f, 0x1p-126f);
        assertThat(shareAt(LOWER, LOWER)).isEqualTo(1);
    }

    @Test // three standard errors of a share of 0.1 among a million draws are 0.0009
    void aTenthOfTheDistanceIsRoundedUpForATenthOfTheWeights() {
        assertThat(shareAt(LOWER + DISTANCE / 10, LOWER + DISTANCE)).isCloseTo(0.1, within(0.0015));
        assertThat(shareAt(-LOWER - DISTANCE / 10, -LOWER - DISTANCE)).isCloseTo(0.1, within(0.0015));
        assertThat(shareAt(LOWER + DISTANCE / 2, LOWER)).isCloseTo(0.5, within(0.0015));
    }

    @Test
    void aThousandthOfTheDistanceIsFeltInBothDirections() {
        assertThat(shareAt(LOWER + DISTANCE / 1024, LOWER + DISTANCE)).isCloseTo(1.0 / 1024, within(0.0002));
        assertThat(shareAt(LOWER - DISTANCE / 1024, LOWER - DISTANCE)).isCloseTo(1.0 / 1024, within(0.0002));
    }

    @Test
    void aWeightThatMovesAwayAndBackHasItsOldValueAgain() {
        float[] values = new float[5000];
        var random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] before = rounded("weight", values);
        float[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1e-3f;
        }
        assertThat(rounded("weight", moved)).isNotEqualTo(before);
        assertThat(rounded("weight", values)).isEqualTo(before);
    }

    @Test
    void theNameAndTheSeedDetermineTheThresholds() {
        float[] ties = Arrays.copyOf(repeated(LOWER + DISTANCE / 2), 4096);
        assertThat(rounded("one", ties)).isEqualTo(rounded("one", ties)).isNotEqualTo(rounded("other", ties));
        try (var _ = TensorScope.open();
                var same = FrozenRounding.of(3);
                var other = FrozenRounding.of(4)) {
            Tensor values = Tensors.floats(ties, ties.length);
            Tensor first = Tensors.zeros(ScalarType.BFloat16, ties.length);
            Tensor second = Tensors.zeros(ScalarType.BFloat16, ties.length);
            same.round("one", values, first);
            other.round("one", values, second);
            assertThat(Tensors.toFloats(first)).isEqualTo(rounded("one", ties));
            assertThat(Tensors.toFloats(second)).isNotEqualTo(rounded("one", ties));
        }
    }

    @Test
    void theNumberOfChangedValuesIsReturned() {
        try (var _ = TensorScope.open()) {
            Tensor into = Tensors.zeros(ScalarType.BFloat16, 4);
            Tensor values = Tensors.floats(new float[] {0, 1, 2, 0}, 4);
            assertThat(rounding.roundCounting("weight", values, into)).isEqualTo(2);
            assertThat(rounding.roundCounting("weight", values, into)).isZero();
        }
    }
}
