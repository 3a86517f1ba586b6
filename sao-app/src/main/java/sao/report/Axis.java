package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.summary.Histogram;

/// A chart axis: maps values to positions and has tick marks at round values.
///
/// @param low value at `from`
/// @param high value at `to`; greater than `low`
/// @param from position of `low`
/// @param to position of `high`
record Axis(double low, double high, double from, double to) {
    Axis {
        if (!(high > low)) {
            throw new IllegalArgumentException("an axis cannot reach from %s to %s".formatted(low, high));
        }
    }

    /// {@return an axis that covers the values, extended to round numbers}
    ///
    /// @param marks approximate number of tick marks
    static Axis around(double least, double most, int marks, Span span) {
        double low = least;
        double high = most;
        if (!(high > low)) {
            double room = Math.max(Math.abs(low) / 10, 1e-9);
            low -= room;
            high += room;
        }
        double step = Histogram.roundWidth((high - low) / marks);
        return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, span.from(), span.to());
    }

    /// The positions of an axis's ends in the chart, in pixels of the SVG view box.
    record Span(double from, double to) {}

    double position(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /// {@return round values for tick marks}
    ///
    /// @param most approximate maximum number of tick marks
    List<Double> marks(int most) {
        double step = Histogram.roundWidth((high - low) / most);
        List<Double> marks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /// {@return a short text of a value, such as `0.25`, `1e-06`, `12k`}
    static String label(double value) {
        double size = Math.abs(value);
        if (size < 1e-12) {
            return "0";
        }
        if (size >= 1e6 || size < 1e-3) {
            return trimmed(String.format(Locale.ROOT, "%.2e", value).replaceFirst("\\.?0*e", "e"));
        }
        if (size >= 10_000) {
            return trimmed(String.format(Locale.ROOT, "%.1f", value / 1_000)) + "k";
        }
        return trimmed(String.format(Locale.ROOT, "%.4f", value));
    }

    private static String trimmed(String number) {
        return number.contains(".") && !number.contains("e") ? number.replaceFirst("\\.?0+$", "") : number;
    }
}
