package sao.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test // 95 % nominal; the percentile interval of 60 coin tosses covers a little less
    void coversTheTruthAboutNineteenTimesInTwenty() {
        int covered = 0;
        for (long seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            double[] tosses = random.doubles(60).map(u -> u < 0.6 ? 1 : 0).toArray();
            covered += new Bootstrap(400, seed).ofMean(tosses).contains(0.6) ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(0.91, 0.98);
    }

    @Test // standard error of a mean of n coin tosses: half over the root of n
    void isAsWideAsTheNormalIntervalWhereThatIsRight() {
        double[] tosses = new double[400];
        for (int i = 0; i < 200; i++) {
            tosses[i] = 1;
        }
        Interval interval = Bootstrap.of(3).ofMean(tosses);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.004));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.004));
    }

    @Test
    void theSeedDecides() {
        double[] values = {0, 1, 0.5, 1, 1, 0, 0.25};
        assertThat(Bootstrap.of(1).ofMean(values)).isEqualTo(Bootstrap.of(1).ofMean(values));
    }

    @Test
    void equalValuesLeaveNoDoubt() {
        assertThat(Bootstrap.of(1).ofMean(0.5, 0.5, 0.5)).isEqualTo(new Interval(0.5, 0.5));
    }

    @Test // numpy.quantile([1, 2, 4, 8], [0, 0.025, 0.5, 0.975, 1])
    void quantilesInterpolateLinearly() {
        double[] sorted = {1, 2, 4, 8};
        assertThat(Bootstrap.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Bootstrap.quantile(sorted, 0.025)).isCloseTo(1.075, within(1e-12));
        assertThat(Bootstrap.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Bootstrap.quantile(sorted, 0.975)).isCloseTo(7.7, within(1e-12));
        assertThat(Bootstrap.quantile(sorted, 1)).isEqualTo(8);
    }
}
