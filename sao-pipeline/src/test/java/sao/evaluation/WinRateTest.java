package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sao.statistics.Bootstrap;

class WinRateTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

    @Test // 2 wins, 1 tie, 1 loss
    void countsHalfOfEveryTie() {
        WinRate rate = WinRate.of(BOOTSTRAP, 0.9, 0.51, 0.5, 0.2);
        assertThat(rate.wins()).isEqualTo(2);
        assertThat(rate.ties()).isEqualTo(1);
        assertThat(rate.losses()).isEqualTo(1);
        assertThat(rate.rate()).isEqualTo(0.625);
        assertThat(rate.meanProbability()).isCloseTo(0.5275, within(1e-12));
    }

    @Test // values 0 and 1: variance with n - 1 is 1/2, over n = 2 and the root: 1/2
    void standardErrorIsTheSampleDeviationOverTheRoot() {
        assertThat(WinRate.of(BOOTSTRAP, 0, 1).standardError()).isEqualTo(0.5);
        assertThat(WinRate.of(BOOTSTRAP, 1).standardError()).isZero();
    }

    @Test // Wilson: z²/(n + z²) with n = 4 is 0.4899
    void fourLossesOfFourDoNotProveThatNothingCanBeWon() {
        WinRate rate = WinRate.of(BOOTSTRAP, 0.1, 0.2, 0.3, 0.4);
        assertThat(rate.rate()).isZero();
        assertThat(rate.interval().low()).isZero();
        assertThat(rate.interval().high()).isCloseTo(0.4899, within(1e-4));
        assertThat(WinRate.of(BOOTSTRAP, 0.5, 0.5, 0.5).interval().contains(0.3))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> WinRate.of(BOOTSTRAP, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WinRate.of(BOOTSTRAP)).isInstanceOf(IllegalArgumentException.class);
    }
}
