package sao.result;

import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// A measured share with its 95 % interval and its number of observations.
///
/// @param value in [0, 1]
/// @param interval 95 %
/// @param n number of observations
public record MeasuredShare(double value, Interval interval, long n) {
    /// No measurement.
    public static final MeasuredShare NONE = new MeasuredShare(0, new Interval(0, 1), 0);

    /// {@return a share with Wilson's interval}
    public static MeasuredShare of(WilsonProportion share) {
        return new MeasuredShare(share.value(), share.interval(), share.of());
    }

    /// {@return the share of the other cases, with its interval}
    public MeasuredShare complement() {
        return new MeasuredShare(1 - value, new Interval(1 - interval.high(), 1 - interval.low()), n);
    }

    /// {@return whether the interval contains one half}
    public boolean includesHalf() {
        return interval.contains(0.5);
    }

    /// {@return whether the share was measured}
    public boolean known() {
        return n > 0;
    }

    /// {@return whether one half lies outside the 99.9 % interval, see [Interval#widenedTo999]}
    public boolean farFromHalf() {
        return !interval.widenedTo999(value).contains(0.5);
    }

    /// {@return whether the whole interval lies below one half}
    public boolean belowHalf() {
        return interval.high() < 0.5;
    }

    /// {@return whether the whole interval lies above one half}
    public boolean aboveHalf() {
        return interval.low() > 0.5;
    }
}
