package sao.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Holm's correction of p-values for several tests: it bounds the probability of one or more false rejections
/// among all tests, whatever their dependence.
///
/// Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6,
/// 1979.
public final class Holm {
    private Holm() {}

    /// {@return the adjusted p-value of each test, in the given order; a test is rejected at level α if its
    /// adjusted p-value is at most α}
    ///
    /// @param values p-values in [0, 1]
    /// @throws IllegalArgumentException if a value is outside [0, 1]
    public static double[] adjusted(double... values) {
        int tests = values.length;
        int[] ascending = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[tests];
        double largest = 0;
        for (int rank = 0; rank < tests; rank++) {
            double value = values[ascending[rank]];
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("%s is not a p-value".formatted(value));
            }
            largest = Math.max(largest, Math.min(1, (tests - rank) * value));
            adjusted[ascending[rank]] = largest;
        }
        return adjusted;
    }
}
