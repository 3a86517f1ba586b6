package sao.heldout;

import java.util.Locale;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The held-out pairs before the first step of a training and after its last.
///
/// @param start figures of the start model
/// @param end figures of the trained model
public record HeldOutChange(HeldOutFigures start, HeldOutFigures end) {
    /// {@return the final accuracy with its 95 % interval, and the change of the margin, in a sentence}
    public String words() {
        Interval interval = new WilsonProportion(end.right(), end.pairs()).interval();
        return String.format(
                Locale.ROOT,
                "On %d held-out %s the accuracy is %.1f %% (95 %% interval %.1f to %.1f %%), %.1f %% at the start; the mean"
                        + " margin changed by %+.3f to %+.3f.",
                end.pairs(),
                end.pairs() == 1 ? "pair" : "pairs",
                100 * end.accuracy(),
                100 * interval.low(),
                100 * interval.high(),
                100 * start.accuracy(),
                end.margin() - start.margin(),
                end.margin());
    }
}
