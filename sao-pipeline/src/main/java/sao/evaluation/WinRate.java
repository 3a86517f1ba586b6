package sao.evaluation;

import java.util.Arrays;
import java.util.List;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The win rate of a candidate against a baseline over a set of prompts: the mean over prompts of the mean outcome
/// of the pairs of responses to a prompt. Pairs of one prompt are correlated, so the prompt is the unit.
///
/// @param wins number of pairs of responses in which the candidate's response is better
/// @param ties number of pairs with a tie
/// @param losses number of pairs in which the baseline's response is better
/// @param prompts number of prompts with at least one verdict
/// @param rate win rate, a share in [0, 1]; a tie counts half
/// @param interval 95 % interval of `rate`, by bootstrap over prompts; by the Wilson score if all prompts have the
///     same mean outcome, because their bootstrap interval would have no width
public record WinRate(int wins, int ties, int losses, int prompts, double rate, Interval interval) {

    /// {@return the win rate of a candidate}
    ///
    /// @param bootstrap bootstrap of the interval
    /// @param outcomes for each prompt the outcomes of its pairs: 1 for a win, 0.5 for a tie, 0 for a loss; at
    ///     least one prompt, and at least one outcome for each
    /// @throws IllegalArgumentException if there is no prompt, a prompt without an outcome, or another number
    public static WinRate of(Bootstrap bootstrap, List<List<Double>> outcomes) {
        double[] means = means(outcomes);
        double rate = Arrays.stream(means).average().orElseThrow();
        Interval interval = Arrays.stream(means).distinct().count() == 1
                ? new WilsonProportion(rate * means.length, means.length).interval()
                : bootstrap.ofMean(means);
        return new WinRate(count(outcomes, 1), count(outcomes, 0.5), count(outcomes, 0), means.length, rate, interval);
    }

    private static int count(List<List<Double>> outcomes, double wanted) {
        int count = 0;
        for (List<Double> ofPrompt : outcomes) {
            for (double outcome : ofPrompt) {
                if (outcome != 0 && outcome != 0.5 && outcome != 1) {
                    throw new IllegalArgumentException("%s is not an outcome".formatted(outcome));
                }
                count += outcome == wanted ? 1 : 0;
            }
        }
        return count;
    }

    /// {@return the mean of the values of each prompt}
    ///
    /// @throws IllegalArgumentException if there is no prompt, or a prompt without a value
    static double[] means(List<List<Double>> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no prompt was judged");
        }
        return values.stream()
                .mapToDouble(ofPrompt -> ofPrompt.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(() -> new IllegalArgumentException("a prompt has no judged pair")))
                .toArray();
    }
}
