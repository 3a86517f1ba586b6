package sao.report;

import java.util.Locale;
import sao.result.MeasuredShare;

/// Numbers as the report writes them.
final class Words {
    private Words() {}

    /// {@return such as `56.3 %`, with a space that does not break}
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00A0%%", 100 * share);
    }

    /// {@return such as `48.0 to 64.1 %`}
    static String range(MeasuredShare figure) {
        return String.format(
                Locale.ROOT,
                "%.1f to %.1f\u00A0%%",
                100 * figure.interval().low(),
                100 * figure.interval().high());
    }

    /// {@return such as `12,345`}
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// {@return such as `1,203` when it is one, `0.5` when it is not}
    static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /// {@return such as `3.2 s`, `4 min 05 s`, `2 h 07 min`}
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
