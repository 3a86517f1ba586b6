package sao.statistics;

/// A measured mean over prompts with its 95 % interval.
///
/// @param value the mean, nats
/// @param interval 95 %
/// @param deviation standard deviation of the prompts' values, nats
/// @param n number of prompts; 0 if the mean was not measured
public record MeasuredMean(double value, Interval interval, double deviation, long n) {
    /// Fewest prompts for which the interval decides: with fewer a bootstrap interval is too narrow.
    private static final int FEWEST = 10;

    /// No measurement.
    public static final MeasuredMean NONE = new MeasuredMean(0, new Interval(0, 0), 0, 0);

    /// {@return whether the mean was measured}
    public boolean known() {
        return n > 0;
    }

    /// {@return whether the mean was measured on enough prompts for its interval to decide}
    public boolean decides() {
        return n >= FEWEST;
    }
}
