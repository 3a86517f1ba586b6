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
}
