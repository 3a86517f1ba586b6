package sao.summary;

import java.util.List;

/// A quantity over the steps of the training.
///
/// @param name what it is
/// @param unit of its values; empty for a plain number
/// @param meaning one sentence for a reader who has not seen it before
/// @param lines one or more, over the same axis
public record Curve(String name, String unit, String meaning, List<Line> lines) {
    public Curve {
        lines = List.copyOf(lines);
    }

    /// One line.
    ///
    /// @param name what it shows
    /// @param points by step
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A value at a step.
    public record Point(int step, double value) {}
}
