package sao.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.statistics.ClusteredMean;

class RoganGladenTest {
    private static ClusteredMean share(double mean, int count) {
        return new ClusteredMean(mean, count, count, Math.sqrt(mean * (1 - mean) / count));
    }

    @Test
    void aPerfectJudgeLeavesTheRateAlone() {
        RoganGladen corrected = RoganGladen.of(share(0.6, 100), new ClusteredMean(1, 100, 100, 0));
        assertThat(corrected.rate()).isCloseTo(0.6, within(1e-12));
        assertThat(corrected.interval().low()).isCloseTo(0.6 - 1.959963984540054 * 0.048989794855663564, within(1e-9));
    }

    @Test
    void aJudgeThatIsRightInThreeOfFourHalvesTheDistanceFromHalf() {
        assertThat(RoganGladen.of(share(0.6, 400), share(0.75, 310)).rate()).isCloseTo(0.7, within(1e-12));
        assertThat(RoganGladen.of(share(0.5, 400), share(0.75, 310)).rate()).isCloseTo(0.5, within(1e-12));
        assertThat(RoganGladen.of(share(0.9, 400), share(0.75, 310)).rate()).isEqualTo(1);
    }

    @Test
    void aJudgeAtChanceCannotBeCorrected() {
        assertThatThrownBy(() -> RoganGladen.of(share(0.6, 100), share(0.5, 100)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIntervalCoversTheTrueRateInNinetyFivePercentOfDraws() {
        double rate = 0.65;
        double accuracy = 0.8;
        var random = new SplittableRandom(3);
        int covered = 0;
        for (int i = 0; i < 2_000; i++) {
            double reported = rate * accuracy + (1 - rate) * (1 - accuracy);
            ClusteredMean seen = share(drawn(random, reported, 400), 400);
            ClusteredMean right = share(drawn(random, accuracy, 300), 300);
            covered += RoganGladen.of(seen, right).interval().contains(rate) ? 1 : 0;
        }
        assertThat(covered / 2_000.0).isBetween(0.93, 0.97);
    }

    private static double drawn(SplittableRandom random, double share, int count) {
        return random.doubles(count).filter(value -> value < share).count() / (double) count;
    }
}
