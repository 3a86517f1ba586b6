package sao.evaluation;

import java.util.Arrays;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The win rate of a candidate against a baseline over a set of prompts. Rates and probabilities are in [0, 1].
///
/// @param wins number of prompts on which the candidate's response is better
/// @param ties number of prompts with a tie
/// @param losses number of prompts on which the baseline's response is better
/// @param rate wins plus half of the ties, as a share of all prompts with a verdict
/// @param interval 95 % interval of `rate`, by bootstrap over prompts; by the Wilson score if all outcomes are
///     equal, because their bootstrap interval would have no width
/// @param meanProbability mean of the judge's probability that the candidate is better
/// @param meanInterval 95 % interval of `meanProbability`
/// @param standardError of `meanProbability`: sample standard deviation divided by the square root of the number
///     of prompts; 0 for one prompt
public record WinRate(
        int wins,
        int ties,
        int losses,
        double rate,
        Interval interval,
        double meanProbability,
        Interval meanInterval,
        double standardError) {

    /// {@return the win rate of a candidate}
    ///
    /// @param bootstrap bootstrap of the intervals
    /// @param probabilities probability that the candidate is better for each prompt, at least one; 0.5 is a tie
    /// @throws IllegalArgumentException if there is no probability or one is outside [0, 1]
    public static WinRate of(Bootstrap bootstrap, double... probabilities) {
        double[] outcomes = Arrays.stream(probabilities).map(WinRate::outcome).toArray();
        double mean = mean(probabilities);
        double squares =
                Arrays.stream(probabilities).map(p -> (p - mean) * (p - mean)).sum();
        int n = probabilities.length;
        return new WinRate(
                count(outcomes, 1),
                count(outcomes, 0.5),
                count(outcomes, 0),
                mean(outcomes),
                interval(bootstrap, outcomes),
                mean,
                bootstrap.ofMean(probabilities),
                n == 1 ? 0 : Math.sqrt(squares / (n - 1) / n));
    }

    private static Interval interval(Bootstrap bootstrap, double... outcomes) {
        boolean unanimous = Arrays.stream(outcomes).distinct().count() == 1;
        return unanimous
                ? new WilsonProportion(Arrays.stream(outcomes).sum(), outcomes.length).interval()
                : bootstrap.ofMean(outcomes);
    }

    /// {@return 1 for a win, 0 for a loss, 0.5 for a tie}
    static double outcome(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("%s is not a probability".formatted(probability));
        }
        return probability == 0.5 ? 0.5 : Math.rint(probability);
    }

    /// {@return the number of prompts with a verdict}
    public int prompts() {
        return wins + ties + losses;
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow(() -> new IllegalArgumentException("no prompt was judged"));
    }

    private static int count(double[] outcomes, double outcome) {
        return (int) Arrays.stream(outcomes).filter(o -> o == outcome).count();
    }
}
