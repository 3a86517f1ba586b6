package sao.report;

import java.util.ArrayList;
import java.util.List;
import sao.summary.Histogram;
import sao.summary.Histogram.Series;

/// Draws a histogram with one bar per series in each bin and a mark at each mean.
final class BarChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 190;
    private static final double LEFT = 40;
    private static final double RIGHT = 350;
    private static final double TOP = 12;
    private static final double BOTTOM = 160;

    private final Histogram histogram;
    private final Axis x;
    private final Axis y;

    private BarChart(Histogram histogram) {
        this.histogram = histogram;
        x = new Axis(histogram.low(), histogram.low() + histogram.bins() * histogram.width(), LEFT, RIGHT);
        y = Axis.around(0, Math.max(1.0, (double) histogram.highest()), 4, new Axis.Span(BOTTOM, TOP));
    }

    /// {@return the chart with its caption}
    ///
    /// @param title name of the counted values
    /// @param unit unit of the values
    static Markup of(String title, String unit, Histogram histogram) {
        BarChart chart = new BarChart(histogram);
        return Markup.of(
                """
                <figure class="chart">
                <figcaption><b>%s</b>, %s<span class="legend">mean %s</span></figcaption>
                <svg viewBox="0 0 %s %s" role="img" aria-label="%s">
                %s
                %s
                </svg>
                </figure>""",
                title,
                unit,
                chart.legend(),
                WIDTH,
                HEIGHT,
                chart.summary(title, unit),
                chart.frame(),
                Markup.join(chart.bars()));
    }

    private Markup legend() {
        List<Markup> entries = new ArrayList<>();
        for (int i = 0; i < histogram.series().size(); i++) {
            Series series = histogram.series().get(i);
            entries.add(Markup.of(
                    "<span class=\"key key-%s\">%s %s</span>",
                    i, histogram.series().size() > 1 ? series.name() : "", Axis.label(rounded(series.mean()))));
        }
        return Markup.join(entries);
    }

    private String summary(String title, String unit) {
        List<String> parts = new ArrayList<>();
        for (Series series : histogram.series()) {
            parts.add("%s, mean %s %s".formatted(series.name(), Axis.label(rounded(series.mean())), unit));
        }
        return "Histogram of %s: %s".formatted(title, String.join("; ", parts));
    }

    private Markup frame() {
        List<Markup> marks = new ArrayList<>();
        for (double value : y.marks(4)) {
            if (value == Math.rint(value)) {
                String at = LineChart.at(y.position(value));
                marks.add(Markup.of(
                        "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick end\" x=\"%s\" y=\"%s\" dy=\"0.32em\">%s</text>",
                        LEFT, RIGHT, at, at, LEFT - 7, at, Axis.label(value)));
            }
        }
        for (double value : x.marks(6)) {
            marks.add(Markup.of(
                    "<text class=\"tick middle\" x=\"%s\" y=\"%s\">%s</text>",
                    LineChart.at(x.position(value)), BOTTOM + 17, Axis.label(value)));
        }
        return Markup.join(marks);
    }

    private List<Markup> bars() {
        List<Markup> bars = new ArrayList<>();
        int kinds = histogram.series().size();
        double bin = (RIGHT - LEFT) / histogram.bins();
        double width = (bin - 1.2) / kinds;
        for (int kind = 0; kind < kinds; kind++) {
            Series series = histogram.series().get(kind);
            for (int i = 0; i < series.counts().size(); i++) {
                long count = series.counts().get(i);
                if (count > 0) {
                    double top = y.position((double) count);
                    double from = histogram.low() + i * histogram.width();
                    bars.add(Markup.of(
                            "<rect class=\"bar bar-%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s to %s: %s %s</title></rect>",
                            kind,
                            LineChart.at(LEFT + i * bin + 0.6 + kind * width),
                            LineChart.at(top),
                            LineChart.at(width),
                            LineChart.at(BOTTOM - top),
                            Axis.label(from),
                            Axis.label(from + histogram.width()),
                            Words.count(count),
                            series.name()));
                }
            }
            bars.add(mean(series, kind));
        }
        return bars;
    }

    private Markup mean(Series series, int kind) {
        if (series.counts().stream().allMatch(count -> count == 0)) {
            return Markup.NONE;
        }
        String at = LineChart.at(x.position(series.mean()));
        return Markup.of(
                "<line class=\"mean line-%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>", kind, at, at, TOP, BOTTOM);
    }

    private static double rounded(double value) {
        return Math.abs(value) >= 10 ? Math.rint(value * 10) / 10 : Math.rint(value * 1_000) / 1_000;
    }
}
