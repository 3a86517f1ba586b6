package sao.summary;

import java.util.List;

/// A quantity by training step.
///
/// @param name the quantity's name
/// @param unit unit of the values; empty for a dimensionless number
/// @param meaning explanation of the quantity, one sentence
/// @param lines one or more lines with the same axes
public record Curve(String name, String unit, String meaning, List<Line> lines) {
    public Curve {
        lines = List.copyOf(lines);
    }

    /// A line of a curve.
    ///
    /// @param name name of the line in the legend
    /// @param points points in the order of steps
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A value at a step.
    public record Point(int step, double value) {}
}
