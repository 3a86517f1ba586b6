package sao.report;

import java.util.Locale;
import sao.result.MeasuredShare;
import sao.statistics.MeasuredMean;

/// Formats numbers for the report.
final class Words {
    private Words() {}

    /// {@return a share as a percentage such as `56.3 %`, with a non-breaking space}
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00A0%%", 100 * share);
    }

    /// {@return an interval as percentages such as `48.0 to 64.1 %`}
    static String range(MeasuredShare figure) {
        return String.format(
                Locale.ROOT,
                "%.1f to %.1f\u00A0%%",
                100 * figure.interval().low(),
                100 * figure.interval().high());
    }

    /// {@return a mean log-odds such as `+0.12`}
    static String logOdds(double nats) {
        return String.format(Locale.ROOT, "%+.2f", nats);
    }

    /// {@return an interval of log-odds such as `-0.10 to +0.14`}
    static String range(MeasuredMean figure) {
        return logOdds(figure.interval().low()) + " to "
                + logOdds(figure.interval().high());
    }

    /// {@return an integer such as `12,345`}
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// {@return a number such as `1,203` if it is an integer, otherwise such as `0.5`}
    static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /// {@return a duration in seconds as a text such as `3.2 s`, `4 min 05 s`, `2 h 07 min`}
    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f\u00A0s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 3_600) {
            return String.format(Locale.ROOT, "%d\u00A0min %02d\u00A0s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d\u00A0h %02d\u00A0min", whole / 3_600, whole % 3_600 / 60);
    }

    /// {@return a label such as `off_topic` with spaces for underscores; the name after a slash is not changed}
    static String label(String label) {
        int name = label.contains("/") ? label.indexOf('/') : label.length();
        return label.substring(0, name).replace('_', ' ') + label.substring(name);
    }
}
