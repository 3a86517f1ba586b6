package sao.result;

/// A row of the ledger's table `evaluations`; only [ResultCodec] knows what a metric means.
///
/// @param metric such as `win_rate/start`
/// @param value the figure; NaN if there is none
/// @param n number of observations
/// @param low lower end of the 95 % interval; NaN if there is none
/// @param high upper end of the 95 % interval; NaN if there is none
/// @param json further values, a JSON object
public record ResultRow(String metric, double value, long n, double low, double high, String json) {}
