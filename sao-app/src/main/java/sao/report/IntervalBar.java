package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import sao.result.MeasuredShare;
import sao.statistics.Interval;
import sao.statistics.MeasuredMean;

/// Draws figures and their confidence intervals as horizontal bars on a common axis, with a mark at the value that
/// stands for no difference.
///
/// Positions are percentages of the width, so that a narrow screen does not make the lines thinner.
final class IntervalBar {
    private static final Axis.Span SPAN = new Axis.Span(3, 97);
    private static final int MARKS = 4;

    private final Axis x;
    private final double neutral;
    private final DoubleFunction<String> tick;

    private IntervalBar(Axis x, double neutral, DoubleFunction<String> tick) {
        this.x = x;
        this.neutral = neutral;
        this.tick = tick;
    }

    /// {@return bars with an axis that covers the intervals of all of these shares and one half}
    static IntervalBar over(List<MeasuredShare> figures) {
        double low = 0.4;
        double high = 0.6;
        for (MeasuredShare figure : figures) {
            low = Math.min(low, figure.interval().low());
            high = Math.max(high, figure.interval().high());
        }
        Axis axis = new Axis(Math.floor(low * 10) / 10, Math.ceil(high * 10) / 10, SPAN.from(), SPAN.to());
        return new IntervalBar(axis, 0.5, mark -> Axis.label(100 * mark) + "\u00A0%");
    }

    /// {@return bars with an axis that covers the intervals of all of these log-odds and zero}
    static IntervalBar overMeans(List<MeasuredMean> figures) {
        double low = -0.1;
        double high = 0.1;
        for (MeasuredMean figure : figures) {
            low = Math.min(low, figure.interval().low());
            high = Math.max(high, figure.interval().high());
        }
        return new IntervalBar(Axis.around(low, high, MARKS, SPAN), 0, Axis::label);
    }

    /// {@return the bar of one share}
    ///
    /// @param main whether the bar is emphasized
    Markup bar(MeasuredShare figure, boolean main) {
        String words = "%s, interval %s".formatted(Words.percent(figure.value()), Words.range(figure));
        return bar(figure.value(), figure.interval(), words, main);
    }

    /// {@return the bar of one mean log-odds}
    ///
    /// @param main whether the bar is emphasized
    Markup bar(MeasuredMean figure, boolean main) {
        String words = "%s, interval %s".formatted(Words.logOdds(figure.value()), Words.range(figure));
        return bar(figure.value(), figure.interval(), words, main);
    }

    private Markup bar(double value, Interval interval, String words, boolean main) {
        String kind = main ? "main" : "other";
        return Markup.of(
                """
                <svg class="interval" role="img" aria-label="%s">%s
                <line class="range %s" x1="%s" x2="%s" y1="11" y2="11"/>
                <circle class="point %s" cx="%s" cy="11" r="%s"/></svg>""", words, grid(0, 22), kind, at(interval.low()), at(interval.high()), kind, at(value), main ? 6 : 5);
    }

    /// {@return the axis with its labels}
    Markup scale() {
        List<Markup> labels = new ArrayList<>();
        for (double mark : x.marks(MARKS)) {
            labels.add(
                    Markup.of("<text class=\"tick middle\" x=\"%s\" y=\"13\">%s</text>", at(mark), tick.apply(mark)));
        }
        return Markup.of("<svg class=\"interval scale\" aria-hidden=\"true\">%s</svg>", Markup.join(labels));
    }

    private Markup grid(int top, int bottom) {
        List<Markup> lines = new ArrayList<>();
        for (double mark : x.marks(MARKS)) {
            lines.add(line("grid", mark, top, bottom));
        }
        lines.add(line("half", neutral, top, bottom));
        return Markup.join(lines);
    }

    private Markup line(String kind, double value, int top, int bottom) {
        return Markup.of(
                "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
                kind, at(value), at(value), top, bottom);
    }

    private String at(double value) {
        return LineChart.at(x.position(value)) + "%";
    }
}
