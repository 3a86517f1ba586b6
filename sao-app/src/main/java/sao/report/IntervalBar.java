package sao.report;

import java.util.ArrayList;
import java.util.List;
import sao.result.MeasuredShare;

/// Draws a share and its confidence interval as a horizontal bar, with a mark at one half.
///
/// Positions are percentages of the width, so that a narrow screen does not make the lines thinner.
final class IntervalBar {
    private final Axis x;

    private IntervalBar(Axis x) {
        this.x = x;
    }

    /// {@return bars with a common axis that covers all of these intervals and one half}
    static IntervalBar over(List<MeasuredShare> figures) {
        double low = 0.4;
        double high = 0.6;
        for (MeasuredShare figure : figures) {
            low = Math.min(low, figure.interval().low());
            high = Math.max(high, figure.interval().high());
        }
        return new IntervalBar(new Axis(Math.floor(low * 10) / 10, Math.ceil(high * 10) / 10, 3, 97));
    }

    /// {@return the bar of one share}
    ///
    /// @param main whether the bar is emphasized
    Markup bar(MeasuredShare figure, boolean main) {
        String kind = main ? "main" : "other";
        return Markup.of(
                """
                <svg class="interval" role="img" aria-label="%s, interval %s">%s
                <line class="range %s" x1="%s" x2="%s" y1="11" y2="11"/>
                <circle class="point %s" cx="%s" cy="11" r="%s"/></svg>""",
                Words.percent(figure.value()),
                Words.range(figure),
                grid(0, 22),
                kind,
                at(figure.interval().low()),
                at(figure.interval().high()),
                kind,
                at(figure.value()),
                main ? 6 : 5);
    }

    /// {@return the axis with its labels}
    Markup scale() {
        List<Markup> labels = new ArrayList<>();
        for (double mark : x.marks(4)) {
            labels.add(Markup.of(
                    "<text class=\"tick middle\" x=\"%s\" y=\"13\">%s\u00A0%%</text>",
                    at(mark), Axis.label(100 * mark)));
        }
        return Markup.of("<svg class=\"interval scale\" aria-hidden=\"true\">%s</svg>", Markup.join(labels));
    }

    private Markup grid(int top, int bottom) {
        List<Markup> lines = new ArrayList<>();
        for (double mark : x.marks(4)) {
            lines.add(line("grid", mark, top, bottom));
        }
        lines.add(line("half", 0.5, top, bottom));
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
