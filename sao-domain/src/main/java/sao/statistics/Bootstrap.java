package sao.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// The percentile bootstrap: the interval of a figure when the rows on which it was measured are drawn again with
/// replacement.
///
/// Source: Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1979. Quantiles
/// interpolate linearly between order statistics. With few rows the interval is too narrow, so the number of rows
/// belongs beside it.
///
/// @param resamples number of draws, at least 1
/// @param seed of the draws
public record Bootstrap(int resamples, long seed) {
    private static final double TAIL = 0.025;

    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is %d, but it must be at least 1".formatted(resamples));
        }
    }

    /// {@return ten thousand draws}
    public static Bootstrap of(long seed) {
        return new Bootstrap(10_000, seed);
    }

    /// {@return a bootstrap with at most so many draws, for statistics that are slow to compute}
    public Bootstrap draws(int most) {
        return new Bootstrap(Math.min(most, resamples), seed);
    }

    /// {@return the 95 % interval of the mean of these values}
    ///
    /// @param values one for each row, at least one
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
    /// @param rows how many rows there are, at least 1
    /// @param statistic its value on drawn rows, given by their numbers; the array is used again for the
    ///     next draw
    public Interval of(int rows, ToDoubleFunction<int[]> statistic) {
        if (rows < 1) {
            throw new IllegalArgumentException("nothing can be drawn from %d rows".formatted(rows));
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
    static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
