package sao.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// The percentile bootstrap: the interval of a statistic over resamples of its rows, drawn with replacement.
///
/// Source: Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1979. Quantiles
/// interpolate linearly between order statistics. With few rows the interval is too narrow, so reports state the
/// number of rows beside it.
///
/// @param resamples number of resamples, at least 1
/// @param seed of the resamples
public record Bootstrap(int resamples, long seed) {
    private static final double TAIL = 0.025;

    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is %d, but it must be at least 1".formatted(resamples));
        }
    }

    /// {@return a bootstrap of ten thousand resamples}
    public static Bootstrap of(long seed) {
        return new Bootstrap(10_000, seed);
    }

    /// {@return this bootstrap with at most `most` resamples, for statistics that are slow to compute}
    public Bootstrap draws(int most) {
        return new Bootstrap(Math.min(most, resamples), seed);
    }

    /// {@return the 95 % interval of the mean of these values}
    ///
    /// @param values one for each row, at least one
    /// @throws IllegalArgumentException if there is no value
    public Interval ofMean(double... values) {
        return of(values.length, rows -> {
            double sum = 0;
            for (int row : rows) {
                sum += values[row];
            }
            return sum / rows.length;
        });
    }

    /// {@return the 95 % interval of a statistic}
    ///
    /// @param rows number of rows, at least 1
    /// @param statistic computes the statistic of a resample from the indices of its rows; the array is reused for
    ///     the next resample
    /// @throws IllegalArgumentException if `rows` is below 1
    public Interval of(int rows, ToDoubleFunction<int[]> statistic) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows is %d, but it must be at least 1".formatted(rows));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[resamples];
        int[] numbers = new int[rows];
        for (int i = 0; i < resamples; i++) {
            for (int j = 0; j < rows; j++) {
                numbers[j] = random.nextInt(rows);
            }
            drawn[i] = statistic.applyAsDouble(numbers);
        }
        Arrays.sort(drawn);
        return new Interval(quantile(drawn, TAIL), quantile(drawn, 1 - TAIL));
    }

    /// {@return the quantile of sorted values, interpolated linearly}
    ///
    /// @param sorted ascending, at least one
    /// @param fraction from 0 for the smallest to 1 for the largest
    public static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
