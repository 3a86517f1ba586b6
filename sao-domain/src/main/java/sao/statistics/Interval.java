package sao.statistics;

/// A closed interval, such as a confidence interval. The method that computes it documents its level.
///
/// @param low lower end
/// @param high upper end, not below `low`
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) { // written so that NaN fails too
            throw new IllegalArgumentException("the interval [%s, %s] is empty or not a number".formatted(low, high));
        }
    }

    /// {@return whether the interval contains a value, ends included}
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /// {@return the 99.9 % interval of an estimate whose 95 % interval this is, by the normal approximation: each end
    /// is 3.291 / 1.960 times as far from the estimate}
    ///
    /// @param estimate within the interval
    public Interval widenedTo999(double estimate) {
        double factor = 3.290526731491926 / 1.959963984540054;
        return new Interval(estimate - factor * (estimate - low), estimate + factor * (high - estimate));
    }
}
