package sao.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenIdsTest {
    @Test
    void sequencesAreComparedByTheirIds() {
        assertThat(TokenIds.of(List.of(1, 2, 3)))
                .isEqualTo(TokenIds.of(1, 2, 3))
                .hasSameHashCodeAs(TokenIds.of(1, 2, 3));
        assertThat(TokenIds.of(1, 2)).isNotEqualTo(TokenIds.of(2, 1)).hasToString("[1, 2]");
        assertThat(TokenIds.of(1, 2).then(TokenIds.of(3))).isEqualTo(TokenIds.of(1, 2, 3));
        assertThat(TokenIds.of(1, 2, 3).slice(1, 3)).isEqualTo(TokenIds.of(2, 3));
        assertThat(TokenIds.of().size()).isZero();
    }

    @Test
    void arraysAreCopiedBothWays() {
        int[] ids = {1, 2};
        TokenIds tokens = TokenIds.of(ids);
        ids[0] = 9;
        tokens.toArray()[1] = 9;
        assertThat(tokens).isEqualTo(TokenIds.of(1, 2));
        float[] values = {-1, -2};
        LogProbabilities logProbabilities = LogProbabilities.of(values);
        values[0] = 9;
        logProbabilities.toArray()[1] = 9;
        assertThat(logProbabilities).isEqualTo(LogProbabilities.of(-1, -2));
    }

    @Test
    void aPositionOutsideIsRefused() {
        assertThatThrownBy(() -> TokenIds.of(1).get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LogProbabilities.of().get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sumsAreAccumulatedInDouble() {
        float[] many = new float[1 << 20];
        Arrays.fill(many, -0.1f);
        LogProbabilities values = LogProbabilities.of(many);
        assertThat(values.sum()).isCloseTo(-0.1f * (double) many.length, within(1e-6));
        assertThat(values.mean()).isCloseTo(-0.1f, within(1e-9));
        assertThat(LogProbabilities.of().mean()).isZero();
        assertThat(LogProbabilities.of(-1).hashCode())
                .isEqualTo(LogProbabilities.of(-1).hashCode());
        assertThat(LogProbabilities.of(-1.5f)).hasToString("[-1.5]");
        assertThat(FinishReason.LENGTH.label()).isEqualTo("length");
    }
}
