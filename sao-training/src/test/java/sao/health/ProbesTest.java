package sao.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.config.Family;
import sao.gradient.TinyModel;
import sao.gradient.TrainableModel;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

class ProbesTest {
    @ParameterizedTest
    @EnumSource
    void equalWeightsGiveEqualHealth(Family family) {
        var tiny = new TinyModel(family, 3);
        var probes = new Probes(
                List.of(TokenIds.of(1, 2, 3), TokenIds.of(4)), Set.of(96), SamplingSettings.of(0.6, 0.95, 16), 5);
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            Health once = probes.look(trainee.model(), -1);
            assertThat(once.finite()).isTrue();
            assertThat(once.length()).isBetween(0.0, 16.0);
            assertThat(probes.look(trainee.model(), -1)).isEqualTo(once);
        }
    }

    /// Probabilities 0.5, 0.3, 0.15 and 0.05 of the ids 2, 0, 3 and 1.
    private static int[] tokens(double temperature, double topP, double... draws) {
        try (var _ = TensorScope.open()) {
            float[] logits = {
                (float) Math.log(0.3), (float) Math.log(0.05), (float) Math.log(0.5), (float) Math.log(0.15)
            };
            float[] rows = new float[4 * draws.length];
            for (int row = 0; row < draws.length; row++) {
                System.arraycopy(logits, 0, rows, 4 * row, 4);
            }
            return Probes.tokens(
                    Tensors.floats(rows, draws.length, 4), draws, SamplingSettings.of(temperature, topP, 8));
        }
    }

    @Test
    void theWholeDistributionIsDrawnInOrderOfIds() {
        assertThat(tokens(1, 1, 0, 0.29, 0.31, 0.34, 0.36, 0.84, 0.86, 0.999)).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void tokensOutsideTheNucleusAreNeverDrawn() {
        // 0.5 and 0.3 reach 0.7: the ids 0 and 2 share the draws as 3 to 5
        assertThat(tokens(1, 0.7, 0, 0.37, 0.38, 0.999)).containsExactly(0, 0, 2, 2);
        assertThat(tokens(1, 0.4, 0, 0.999)).containsExactly(2, 2);
    }

    @Test
    void theTemperatureDividesTheLogits() {
        // at 0.5 the probabilities go as their squares: 0.09, 0.0025, 0.25, 0.0225 of 0.365
        assertThat(tokens(0.5, 1, 0.246, 0.247, 0.253, 0.254, 0.937, 0.939)).containsExactly(0, 1, 1, 2, 2, 3);
        assertThat(tokens(0, 0.95, 0, 0.999)).as("greedy").containsExactly(2, 2);
    }

    @Test
    void aRowThatIsNotAllNumbersGivesNoToken() {
        try (var _ = TensorScope.open()) {
            int[] found = Probes.tokens(
                    Tensors.floats(new float[] {1, Float.NaN}, 1, 2),
                    new double[] {0.5},
                    SamplingSettings.of(0.6, 0.95, 8));
            assertThat(found).containsExactly(-1);
        }
    }
}
