package sao.progress;

import java.util.Locale;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.statistics.Interval;

/// Formats numbers for lines that the user reads.
public final class Wording {
    private Wording() {}

    /// {@return a percentage with one decimal, such as `59.4 %`}
    ///
    /// @param share in [0, 1]
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// {@return a range of percentages with one decimal, such as `40.6 to 75.0 %`}
    ///
    /// @param interval of shares in [0, 1]
    public static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    /// {@return a mean log-odds with its 95 % interval, such as `+0.02 (-0.10 to +0.14)`}
    ///
    /// @param mean nats
    public static String logOdds(double mean, Interval interval) {
        return String.format(Locale.ROOT, "%+.2f (%+.2f to %+.2f)", mean, interval.low(), interval.high());
    }

    /// {@return a judge's accuracy, the number and kind of pairs it was measured on, and the 95 % interval}
    ///
    /// @param table the judge's audit; its deciding row is used
    public static String accuracy(AuditTable table) {
        AuditRow row = table.deciding();
        return "%s of %d %s (95 %% interval %s)"
                .formatted(
                        percent(row.accuracy().value()),
                        row.accuracy().of(),
                        table.labelled().isPresent() ? "labelled pairs" : "probes of known order",
                        interval(row.interval()));
    }
}
