package sao.benchmark;

import java.util.Collection;

/// The mean of a figure over questions, with its standard error.
///
/// @param mean 0 to 1 for shares
/// @param standardError of the mean, from the sample's variance (divisor n - 1), as the Language Model Evaluation
///     Harness states it (`mean_stderr`); NaN for fewer than two questions
/// @param count number of questions
public record MeanFigure(double mean, double standardError, int count) {
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
        return new MeanFigure(mean, error, count);
    }
}
