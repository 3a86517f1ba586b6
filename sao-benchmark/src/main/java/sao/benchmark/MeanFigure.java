package sao.benchmark;

import java.util.Collection;
import java.util.List;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The mean of a figure over questions, with its standard error.
///
/// @param mean 0 to 1 for shares
/// @param standardError of the mean, from the sample's variance (divisor n - 1), as the Language Model Evaluation
///     Harness states it (`mean_stderr`); NaN for fewer than two questions
/// @param count number of questions
/// @param binary whether every value is 0 or 1
public record MeanFigure(double mean, double standardError, int count, boolean binary) {
    private static final double NORMAL_95 = 1.959963984540054;

    /// {@return the mean of values and its standard error}
    ///
    /// @param values one for each question; not empty
    public static MeanFigure of(Collection<Double> values) {
        int count = values.size();
        double mean = values.stream().mapToDouble(value -> value).sum() / count;
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double error = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
        return new MeanFigure(mean, error, count, values.stream().allMatch(value -> value == 0 || value == 1));
    }

    /// {@return the mean over the questions of all groups, with the pooled standard error of the groups, as the
    /// Language Model Evaluation Harness states it (`pooled_sample_stderr`); of one group, the group's own figure}
    ///
    /// @param groups not empty
    static MeanFigure pooled(List<MeanFigure> groups) {
        if (groups.size() == 1) {
            return groups.getFirst();
        }
        int count = groups.stream().mapToInt(MeanFigure::count).sum();
        double sum = 0;
        double squares = 0;
        for (MeanFigure group : groups) {
            sum += group.mean * group.count;
            if (group.count > 1) {
                squares += (group.count - 1.0) * group.count * group.standardError * group.standardError;
            }
        }
        int freedom = count - groups.size();
        double error = freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom / count);
        return new MeanFigure(sum / count, error, count, groups.stream().allMatch(MeanFigure::binary));
    }

    /// {@return the interval of 95 %: Wilson's where every value is 0 or 1, otherwise by the normal distribution,
    /// within 0 to 1; the whole range if there is no standard error}
    public Interval interval() {
        if (binary) {
            return new WilsonProportion(Math.rint(mean * count), count).interval();
        }
        if (Double.isNaN(standardError)) {
            return new Interval(0, 1);
        }
        return new Interval(
                Math.max(0, mean - NORMAL_95 * standardError), Math.min(1, mean + NORMAL_95 * standardError));
    }
}
