package sao.progress;

import java.util.Locale;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.statistics.Interval;

/// Figures in words.
public final class Wording {
    private Wording() {}

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    public static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    public static String right(AuditTable table) {
        AuditRow row = table.deciding();
        return "%s of %d %s (95 %% interval %s)"
                .formatted(
                        percent(row.accuracy().value()),
                        row.accuracy().of(),
                        table.labelled().isPresent() ? "labelled pairs" : "probes of known order",
                        interval(row.interval()));
    }
}
