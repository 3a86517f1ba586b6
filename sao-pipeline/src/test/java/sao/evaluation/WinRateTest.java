package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sao.statistics.Bootstrap;

class WinRateTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

    private static WinRate ofSinglePairs(double... outcomes) {
        return WinRate.of(BOOTSTRAP, Arrays.stream(outcomes).mapToObj(List::of).toList());
    }

    @Test // 2 wins, 1 tie, 1 loss
    void countsHalfOfEveryTie() {
        WinRate rate = ofSinglePairs(1, 1, 0.5, 0);
        assertThat(rate.wins()).isEqualTo(2);
        assertThat(rate.ties()).isEqualTo(1);
        assertThat(rate.losses()).isEqualTo(1);
        assertThat(rate.rate()).isEqualTo(0.625);
    }

    @Test // prompts have the means 3/4 and 0: not 3 of 5 pairs
    void everyPromptCountsTheSameHoweverManyPairsItHas() {
        WinRate rate = WinRate.of(BOOTSTRAP, List.of(List.of(1.0, 1.0, 1.0, 0.0), List.of(0.0)));
        assertThat(rate.rate()).isEqualTo(0.375);
        assertThat(rate.wins()).isEqualTo(3);
        assertThat(rate.losses()).isEqualTo(2);
        assertThat(rate.prompts()).isEqualTo(2);
    }

    @Test // Wilson: z^2/(n + z^2) with n = 4 is 0.4899
    void fourLossesOfFourDoNotProveThatNothingCanBeWon() {
        WinRate rate = ofSinglePairs(0, 0, 0, 0);
        assertThat(rate.rate()).isZero();
        assertThat(rate.interval().low()).isZero();
        assertThat(rate.interval().high()).isCloseTo(0.4899, within(1e-4));
        assertThat(ofSinglePairs(0.5, 0.5, 0.5).interval().contains(0.3)).isTrue();
    }

    @Test
    void refusesWhatIsNoOutcome() {
        assertThatThrownBy(() -> ofSinglePairs(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ofSinglePairs(0.75, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ofSinglePairs()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WinRate.of(BOOTSTRAP, List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test // four pairs of two answers each are correlated: intervals over pairs would be too narrow
    void theIntervalsCoverTheTruthInMostRuns() {
        int rate = 0;
        int logOdds = 0;
        SplittableRandom random = new SplittableRandom(19);
        for (int run = 0; run < 300; run++) {
            List<List<Double>> values =
                    Stream.generate(() -> pairs(random)).limit(40).toList();
            List<List<Double>> outcomes = values.stream()
                    .map(ofPrompt -> ofPrompt.stream()
                            .map(value -> value > 0 ? 1.0 : 0.0)
                            .toList())
                    .toList();
            Bootstrap bootstrap = new Bootstrap(400, run);
            rate += WinRate.of(bootstrap, outcomes).interval().contains(0.5) ? 1 : 0;
            logOdds += MeanLogOdds.of(bootstrap, values).interval().contains(0) ? 1 : 0;
        }
        assertThat(rate).isBetween(270, 297); // 95 % of 300 is 285; over pairs it would be some 245
        assertThat(logOdds).isBetween(270, 297);
    }

    /// {@return the differences of two answers' merits from two others', all independent}
    private static List<Double> pairs(SplittableRandom random) {
        double[] merits =
                IntStream.range(0, 4).mapToDouble(_ -> random.nextGaussian()).toArray();
        return List.of(merits[0] - merits[2], merits[0] - merits[3], merits[1] - merits[2], merits[1] - merits[3]);
    }

    @Test // means 1.5 and -0.5: mean 0.5, deviation sqrt(2)
    void theMeanLogOddsAreOverPrompts() {
        MeanLogOdds mean = MeanLogOdds.of(BOOTSTRAP, List.of(List.of(1.0, 2.0), List.of(-0.5)));
        assertThat(mean.mean()).isEqualTo(0.5);
        assertThat(mean.deviation()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(mean.prompts()).isEqualTo(2);
        assertThat(MeanLogOdds.of(BOOTSTRAP, List.of(List.of(3.0))).deviation()).isZero();
    }
}
