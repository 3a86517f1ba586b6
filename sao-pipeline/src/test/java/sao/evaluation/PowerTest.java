package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The formulas against simulated measurements.
class PowerTest {
    private static final int RUNS = 4_000;

    /// Figures of a simulated measurement with merits of standard deviation 1, the trained model's higher by
    /// `shift`.
    private record Figures(double rate, double logOdds) {}

    private static Figures measured(int prompts, int draws, double shift, SplittableRandom random) {
        double rate = 0;
        double logOdds = 0;
        for (int prompt = 0; prompt < prompts; prompt++) {
            double[] start = IntStream.range(0, draws)
                    .mapToDouble(_ -> random.nextGaussian())
                    .toArray();
            double[] trained = IntStream.range(0, draws)
                    .mapToDouble(_ -> shift + random.nextGaussian())
                    .toArray();
            for (double before : start) {
                for (double after : trained) {
                    rate += (after > before ? 1.0 : 0) / draws / draws / prompts;
                    logOdds += (after - before) / draws / draws / prompts;
                }
            }
        }
        return new Figures(rate, logOdds);
    }

    private static double share(List<Figures> figures, Predicate<Figures> detected) {
        return (double) figures.stream().filter(detected).count() / figures.size();
    }

    private static List<Figures> runs(int prompts, int draws, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            figures.add(measured(prompts, draws, shift, random));
        }
        return figures;
    }

    @Test // 2.802 standard errors are the difference, so 1.960 of them are the critical value
    void theStatedDifferenceIsDetectedInFourOfFiveRuns() {
        for (int draws : new int[] {1, 2, 4}) {
            Power power = new Power(48, draws);
            double critical = power.deviations() * 1.96 / 2.8016;
            List<Figures> equal = runs(48, draws, 0, 31);
            List<Figures> better = runs(48, draws, power.deviations(), 32);
            assertThat(share(equal, run -> Math.abs(run.logOdds()) > critical))
                    .as("false alarms, %d draws", draws)
                    .isCloseTo(0.05, within(0.012));
            assertThat(share(better, run -> run.logOdds() > critical))
                    .as("power, %d draws", draws)
                    .isCloseTo(0.80, within(0.025));
        }
    }

    @Test
    void theWinRateHasTheStatedStandardErrorUnderEqualModels() {
        for (int draws : new int[] {1, 2, 4}) {
            Power power = new Power(48, draws);
            double critical = (power.winRate() - 0.5) * 1.96 / 2.8016;
            assertThat(share(runs(48, draws, 0, 33), run -> Math.abs(run.rate() - 0.5) > critical))
                    .as("false alarms, %d draws", draws)
                    .isCloseTo(0.05, within(0.02)); // with one draw the rate has steps of 1/48
        }
    }

    @Test // one draw: 0.5 + 2.8016 * sqrt(0.25 / n)
    void oneDrawIsTheSignTest() {
        assertThat(new Power(192, 1).winRate()).isCloseTo(0.601, within(5e-4));
        assertThat(new Power(1, 1).winRate()).isEqualTo(1);
        assertThat(new Power(64, 2).deviations()).isCloseTo(0.350, within(5e-4));
    }
}
