package sao.statistics;

/// A confidence interval. Whoever computes it documents its level.
///
/// @param low lower end
/// @param high upper end, not below `low`
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) { // written so that NaN fails too
            throw new IllegalArgumentException("an interval cannot reach from %s to %s".formatted(low, high));
        }
    }

    /// {@return whether the range holds a value, its ends included}
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
