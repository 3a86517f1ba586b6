package sao.runcommand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.forecast.Forecast;
import sao.forecast.Range;

/// Formats a forecast as text.
final class PlanText {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;
    private static final double GIGABYTE = 1e9;

    private PlanText() {}

    /// {@return the lines}
    ///
    /// @param priced whether the cost is shown
    static List<String> lines(Forecast forecast, boolean priced) {
        List<String> lines = new ArrayList<>();
        lines.add(forecast.basis());
        lines.add("%-10s %12s %14s %14s   %s%s"
                .formatted("stage", "calls", "tokens read", "written", "time", priced ? "   money" : ""));
        for (Forecast.Stage stage : forecast.stages()) {
            lines.add("%-10s %12s %14s %14s   %s%s"
                    .formatted(
                            stage.name(),
                            count(stage.calls()),
                            count(stage.tokens().read()),
                            count(stage.tokens().written()),
                            time(stage.seconds()),
                            priced ? "   " + money(stage.money()) : ""));
        }
        lines.add("together   %s%s".formatted(time(forecast.seconds()), priced ? ", " + money(forecast.money()) : ""));
        lines.add("memory     " + bytes(forecast.memory()));
        lines.add("disk       " + bytes(forecast.disk()));
        return lines;
    }

    private static String count(Range range) {
        return range.most() == 0 ? "-" : String.format(Locale.ROOT, "%,.0f", range.likely());
    }

    private static String time(Range range) {
        return "%s (%s to %s)".formatted(time(range.likely()), time(range.least()), time(range.most()));
    }

    private static String time(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        if (seconds < HOUR) {
            return String.format(Locale.ROOT, "%.1f min", seconds / MINUTE);
        }
        return seconds < DAY
                ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
                : String.format(Locale.ROOT, "%.1f days", seconds / DAY);
    }

    private static String money(Range range) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", range.likely(), range.least(), range.most());
    }

    private static String bytes(Range range) {
        return String.format(
                Locale.ROOT,
                "%.1f GB (%.1f to %.1f)",
                range.likely() / GIGABYTE,
                range.least() / GIGABYTE,
                range.most() / GIGABYTE);
    }
}
