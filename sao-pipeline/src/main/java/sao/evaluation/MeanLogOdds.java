package sao.evaluation;

import java.util.Arrays;
import java.util.List;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;

/// The mean log-odds that a candidate's response is better than a baseline's: the mean over prompts of the
/// mean over
/// the pairs of responses to a prompt. In contrast to the win rate it uses how far the judge prefers a response, so
/// it detects smaller differences with the same prompts.
///
/// @param mean nats; above 0 if the candidate is preferred
/// @param interval 95 % interval of `mean`, by bootstrap over prompts
/// @param deviation sample standard deviation of the prompts' means, nats; 0 for one prompt
/// @param prompts number of prompts with at least one verdict
public record MeanLogOdds(double mean, Interval interval, double deviation, int prompts) {

    /// {@return the mean log-odds of a candidate}
    ///
    /// @param bootstrap bootstrap of the interval
    /// @param logOdds for each prompt the log-odds of its pairs, finite, nats; at least one prompt, and at
    ///     least one
    ///     value for each
    /// @throws IllegalArgumentException if there is no prompt, or a prompt without a value
    public static MeanLogOdds of(Bootstrap bootstrap, List<List<Double>> logOdds) {
        double[] means = WinRate.means(logOdds);
        double mean = Arrays.stream(means).average().orElseThrow();
        double squares = Arrays.stream(means)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new MeanLogOdds(
                mean,
                bootstrap.ofMean(means),
                means.length == 1 ? 0 : Math.sqrt(squares / (means.length - 1)),
                means.length);
    }
}
