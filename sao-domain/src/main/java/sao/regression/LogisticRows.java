package sao.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The rows of a logistic regression: predictors, soft labels and weights. Immutable.
public final class LogisticRows {
    private final double[][] columns; // [predictors, rows]
    private final double[] labels;
    private final double[] weights;

    private LogisticRows(double[][] columns, double[] labels, double[] weights) {
        this.columns = columns;
        this.labels = labels;
        this.weights = weights;
    }

    /// {@return rows with these predictors}
    ///
    /// @param columns values of each predictor, `[predictors, rows]`, finite; a constant is a column of ones
    /// @param labels label of each row, in [0, 1]; NaN for a row without a label, see [#labelled]
    /// @param weights weight of each row in the loss, at least 0
    /// @throws IllegalArgumentException if the lengths differ
    public static LogisticRows of(double[][] columns, double[] labels, double... weights) {
        boolean equal = labels.length == weights.length
                && Arrays.stream(columns).allMatch(column -> column.length == labels.length);
        if (!equal) {
            throw new IllegalArgumentException("columns, labels and weights have different numbers of rows");
        }
        return new LogisticRows(
                Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new), labels.clone(), weights.clone());
    }

    /// {@return rows of weight 1 with one predictor and a constant}
    ///
    /// @param x the predictor of each row
    /// @param labels label of each row, in [0, 1]
    public static LogisticRows of(double[] x, double... labels) {
        return of(new double[][] {x, ones(x.length)}, labels, ones(x.length));
    }

    /// {@return a column of ones}
    public static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// {@return the number of rows}
    public int size() {
        return labels.length;
    }

    /// {@return the number of predictors, the constant included}
    public int predictors() {
        return columns.length;
    }

    /// {@return the rows at these indices, which may repeat}
    public LogisticRows pick(int... rows) {
        return new LogisticRows(
                Arrays.stream(columns).map(column -> pick(column, rows)).toArray(double[][]::new),
                pick(labels, rows),
                pick(weights, rows));
    }

    /// {@return the rows that have a label}
    public LogisticRows labelled() {
        return pick(IntStream.range(0, size())
                .filter(row -> !Double.isNaN(labels[row]))
                .toArray());
    }

    /// {@return these rows, then those of `next`, which have the same predictors}
    public LogisticRows followedBy(LogisticRows next) {
        return new LogisticRows(
                IntStream.range(0, predictors())
                        .mapToObj(i -> joined(columns[i], next.columns[i]))
                        .toArray(double[][]::new),
                joined(labels, next.labels),
                joined(weights, next.weights));
    }

    /// {@return these rows with a predictor set to 0}
    public LogisticRows withoutEffectOf(int predictor) {
        double[][] changed = columns.clone();
        changed[predictor] = new double[size()];
        return new LogisticRows(changed, labels, weights);
    }

    double x(int predictor, int row) {
        return columns[predictor][row];
    }

    double label(int row) {
        return labels[row];
    }

    double weight(int row) {
        return weights[row];
    }

    private static double[] pick(double[] values, int... rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double[] joined(double[] first, double... second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
