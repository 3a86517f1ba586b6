package sao.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignFlipsTest {
    /// The share of all assignments of signs whose sum is at least that of the differences.
    private static double enumerated(double... differences) {
        double found = 0;
        for (double difference : differences) {
            found += difference;
        }
        int atLeast = 0;
        for (int signs = 0; signs < 1 << differences.length; signs++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += Math.abs(differences[i]) * ((signs >> i & 1) == 1 ? 1 : -1);
            }
            atLeast += sum >= found - 1e-9 ? 1 : 0;
        }
        return (double) atLeast / (1 << differences.length);
    }

    @Test
    void theProbabilityIsTheShareOfAllAssignmentsOfSigns() {
        var random = new SplittableRandom(4);
        for (int sample = 0; sample < 50; sample++) {
            double[] differences = new double[random.nextInt(1, 11)];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = random.nextInt(-50, 51);
            }
            differences[random.nextInt(differences.length)] = 100; // the unit of rounding is then 1
            assertThat(SignFlips.probabilityOfRise(differences))
                    .as("sample %d", sample)
                    .isCloseTo(enumerated(differences), within(1e-12));
        }
    }

    @Test // McNemar's exact test: of 14 discordant pairs 12 rose, P(X >= 12) of Binomial(14, 1/2) = 106 / 16384
    void differencesOfOneSizeGiveTheSignTest() {
        double[] differences = new double[20]; // six pairs are tied
        for (int i = 0; i < 14; i++) {
            differences[i] = i < 12 ? 0.5 : -0.5;
        }
        assertThat(SignFlips.probabilityOfRise(differences)).isCloseTo(106 / 16384.0, within(1e-15));
    }

    @Test
    void riseInAllPairsHasTheSmallestProbabilityAndFallInAllTheLargest() {
        assertThat(SignFlips.probabilityOfRise(0.1, 0.2, 0.3, 0.4)).isEqualTo(1 / 16.0);
        assertThat(SignFlips.probabilityOfRise(-0.1, -0.2, -0.3, -0.4)).isEqualTo(1);
        assertThat(SignFlips.probabilityOfRise(0, 0, 0)).isEqualTo(1);
    }

    @Test
    void aDifferenceThatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> SignFlips.probabilityOfRise(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
