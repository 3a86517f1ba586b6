package sao.protocol;

import sao.statistics.ClusteredMean;
import sao.statistics.Interval;

/// The share of an outcome that an imperfect judge reports, corrected for the judge's errors on labelled cases.
///
/// A judge that names the better of two answers correctly with probability `q`, whichever of the two it is, reports
/// the win rate `w = p q + (1 - p)(1 - q)` for a true win rate `p`; so `p = (w + q - 1) / (2 q - 1)`. Sensitivity and
/// specificity are both `q`, because a labelled pair may be read either way round. The correction assumes that the
/// judge is as accurate on the measured pairs as on the labelled ones.
///
/// Source: Rogan and Gladen, American Journal of Epidemiology 107, 1978; the standard error is their first-order
/// expansion, for independent errors of `w` and `q`.
///
/// @param rate corrected share `p`, limited to [0, 1]
/// @param interval 95 % interval by the normal approximation, limited to [0, 1]
/// @param accuracy share `q` of labelled cases that the judge decides correctly
public record RoganGladen(double rate, Interval interval, double accuracy) {
    private static final double Z = 1.959963984540054;

    /// {@return the corrected share}
    ///
    /// @param reported share that the judge reports, with its standard error
    /// @param accuracy share of labelled cases that the judge decides correctly, with its standard error; above 0.5
    /// @throws IllegalArgumentException if the accuracy is at most 0.5, where the share cannot be recovered
    public static RoganGladen of(ClusteredMean reported, ClusteredMean accuracy) {
        double q = accuracy.mean();
        if (q <= 0.5) {
            throw new IllegalArgumentException("accuracy is %s, but it must be above 0.5".formatted(q));
        }
        double gain = 2 * q - 1;
        double rate = (reported.mean() + q - 1) / gain;
        double byReported = reported.standardError() / gain;
        double byAccuracy = (1 - 2 * reported.mean()) / (gain * gain) * accuracy.standardError();
        double half = Z * Math.hypot(byReported, byAccuracy);
        return new RoganGladen(limited(rate), new Interval(limited(rate - half), limited(rate + half)), q);
    }

    private static double limited(double share) {
        return Math.clamp(share, 0, 1);
    }
}
