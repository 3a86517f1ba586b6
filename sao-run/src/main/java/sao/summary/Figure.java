package sao.summary;

import sao.statistics.Interval;

/// A measured share with what its number of observations allows to say.
///
/// @param value in [0, 1]
/// @param interval 95 %
/// @param n how many observations
public record Figure(double value, Interval interval, long n) {
    /// {@return whether the interval leaves it open which side of a half the truth lies on}
    public boolean includesHalf() {
        return interval.contains(0.5);
    }

    /// {@return whether all of the interval lies above a half}
    public boolean aboveHalf() {
        return interval.low() > 0.5;
    }
}
