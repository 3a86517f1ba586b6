package sao.rows;

/// A measured figure with its interval.
///
/// @param metric such as `win_rate/start`
/// @param value the figure
/// @param n how many things it was measured on
/// @param low lower end of the 95 % interval; NaN if there is none
/// @param high upper end of the 95 % interval; NaN if there is none
/// @param json more about it, a JSON object
public record Evaluation(String metric, double value, long n, double low, double high, String json) {}
