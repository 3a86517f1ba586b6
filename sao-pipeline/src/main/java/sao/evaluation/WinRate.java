package sao.evaluation;

import java.util.Arrays;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// How often a candidate beats a baseline, prompt by prompt. All rates are shares in [0, 1].
///
/// @param wins prompts on which the candidate's response is the better one
/// @param ties prompts on which the judge sees no difference
/// @param losses prompts on which the baseline's response is the better one
/// @param rate wins and half the ties, as a share of all three
/// @param interval 95 % interval of `rate`, by bootstrap over prompts; by Wilson's score where all prompts came
///     out the
///     same, for drawing from those can give nothing else
/// @param meanProbability mean of the judge's probability that the candidate is better
/// @param meanInterval 95 % interval of `meanProbability`
/// @param standardError of `meanProbability`: sample standard deviation over the root of the number of
///     prompts; 0 for one prompt
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
    /// @param bootstrap for the intervals
    /// @param probabilities that the candidate is better, one for each prompt, at least one; 0.5 is a tie
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

    /// {@return 1 for a win, 0 for a loss, a half for a tie}
    static double outcome(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("%s is not a probability".formatted(probability));
        }
        return probability == 0.5 ? 0.5 : Math.rint(probability);
    }

    /// {@return prompts with a verdict}
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
