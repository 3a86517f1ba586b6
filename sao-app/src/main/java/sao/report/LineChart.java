package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.summarizer.Spread;
import sao.summary.Curve;
import sao.summary.Curve.Line;
import sao.summary.Curve.Point;

/// Draws a curve with round tick marks and up to two lines, which differ in colour and dashes; a line with few
/// points has dots.
///
/// The chart contains the positions of its points; the page's script shows the values at the pointer.
final class LineChart {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 190;
    private static final double LEFT = 50;
    private static final double RIGHT = 350;
    private static final double TOP = 12;
    private static final double BOTTOM = 160;
    private static final int MOST_POINTS = 400;
    private static final int MOST_DOTS = 40;

    private final Curve curve;
    private final Axis x;
    private final Axis y;

    private LineChart(Curve curve) {
        this.curve = curve;
        double[] values = all(curve).stream().mapToDouble(Point::value).toArray();
        double[] steps = all(curve).stream().mapToDouble(Point::step).toArray();
        x = range(steps, new Axis.Span(LEFT, RIGHT));
        y = Axis.around(least(values), most(values), 4, new Axis.Span(BOTTOM, TOP));
    }

    /// {@return the chart with its caption; empty if the curve has no points}
    static Markup of(Curve curve) {
        return all(curve).isEmpty() ? Markup.NONE : new LineChart(curve).figure();
    }

    private Markup figure() {
        return Markup.of(
                """
                <figure class="chart" data-curve="%s">
                <figcaption><b>%s</b>%s<span class="legend">%s<span class="reading" aria-hidden="true"></span></span></figcaption>
                <svg viewBox="0 0 %s %s" role="img" aria-label="%s">
                %s
                %s
                </svg>
                <p class="meaning">%s</p>
                </figure>""",
                curve.name(),
                curve.name(),
                curve.unit().isEmpty() ? "" : ", " + curve.unit(),
                legend(),
                WIDTH,
                HEIGHT,
                summary(),
                frame(),
                Markup.join(lines()),
                curve.meaning());
    }

    private Markup legend() {
        if (curve.lines().size() < 2) {
            return Markup.NONE;
        }
        List<Markup> entries = new ArrayList<>();
        for (int i = 0; i < curve.lines().size(); i++) {
            entries.add(Markup.of(
                    "<span class=\"key key-%s\">%s</span>",
                    i, curve.lines().get(i).name()));
        }
        return Markup.join(entries);
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        for (Line line : curve.lines()) {
            if (!line.points().isEmpty()) {
                Point first = line.points().getFirst();
                Point last = line.points().getLast();
                parts.add("%s from %s at step %d to %s at step %d"
                        .formatted(
                                line.name(),
                                Axis.label(first.value()),
                                first.step(),
                                Axis.label(last.value()),
                                last.step()));
            }
        }
        return String.join("; ", parts);
    }

    private Markup frame() {
        List<Markup> marks = new ArrayList<>();
        for (double value : y.marks(4)) {
            String at = at(y.position(value));
            marks.add(Markup.of(
                    "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick end\" x=\"%s\" y=\"%s\" dy=\"0.32em\">%s</text>",
                    at(LEFT), at(RIGHT), at, at, at(LEFT - 7), at, Axis.label(value)));
        }
        for (double value : x.marks(5)) {
            if (value == Math.rint(value)) {
                marks.add(Markup.of(
                        "<text class=\"tick middle\" x=\"%s\" y=\"%s\">%s</text>",
                        at(x.position(value)), at(BOTTOM + 17), Axis.label(value)));
            }
        }
        return Markup.join(marks);
    }

    private List<Markup> lines() {
        List<Markup> drawn = new ArrayList<>();
        for (int i = 0; i < curve.lines().size(); i++) {
            List<Point> points = Spread.of(curve.lines().get(i).points(), MOST_POINTS);
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(path.isEmpty() ? "" : " ")
                        .append(at(x.position(point.step())))
                        .append(',')
                        .append(at(y.position(point.value())));
            }
            drawn.add(Markup.of("<polyline class=\"line line-%s\" points=\"%s\"/>", i, path));
            if (points.size() <= MOST_DOTS) {
                for (Point point : points) {
                    drawn.add(Markup.of(
                            "<circle class=\"dot dot-%s\" cx=\"%s\" cy=\"%s\" r=\"2.2\"/>",
                            i, at(x.position(point.step())), at(y.position(point.value()))));
                }
            }
        }
        return drawn;
    }

    private static List<Point> all(Curve curve) {
        return curve.lines().stream().flatMap(line -> line.points().stream()).toList();
    }

    private static Axis range(double[] steps, Axis.Span span) {
        double first = least(steps);
        double last = most(steps);
        return new Axis(first, last > first ? last : first + 1, span.from(), span.to());
    }

    private static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double most(double[] values) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    static String at(double position) {
        return String.format(Locale.ROOT, "%.1f", position);
    }
}
