package sao.statistics;

import java.util.Arrays;

/// The exact sign-flip test of paired differences, one-sided.
///
/// Null hypothesis: both values of a pair are independent draws of one distribution, which may differ from pair to
/// pair. Then each difference has either sign with probability 1/2, and the p-value is the share of all `2^n`
/// assignments of signs whose sum is at least the one found. Nothing is assumed about the distributions, and the
/// level holds for every number of pairs; the smallest p-value of n pairs is `2^-n`.
///
/// Source: Fisher, The Design of Experiments, 1935; Pitman, Supplement to the Journal of the Royal Statistical
/// Society 4, 1937. Zero differences count as ties, which change no sum. Differences are rounded to a hundredth of
/// the largest, so that all sums are counted by convolution; rounding is symmetric in the sign, so the test of the
/// rounded differences is exact.
public final class SignFlips {
    private static final int STEPS = 100;

    private SignFlips() {}

    /// {@return the probability, under the null hypothesis, of a sum of differences at least as high as this one;
    /// 1 if no difference is other than 0}
    ///
    /// @param differences one for each pair, finite
    /// @throws IllegalArgumentException if a difference is not finite
    public static double probabilityOfRise(double... differences) {
        double largest = 0;
        for (double difference : differences) {
            if (!Double.isFinite(difference)) {
                throw new IllegalArgumentException("a difference is %s, but it must be finite".formatted(difference));
            }
            largest = Math.max(largest, Math.abs(difference));
        }
        if (largest == 0) {
            return 1;
        }
        int[] sizes = new int[differences.length];
        int positive = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (int) Math.round(Math.abs(differences[i]) / largest * STEPS);
            positive += differences[i] > 0 ? sizes[i] : 0;
        }
        return atLeast(positive, sizes);
    }

    /// {@return the probability that the sizes with a positive sign sum to at least `positive`, if every sign is
    /// drawn with probability 1/2}
    private static double atLeast(int positive, int... sizes) {
        double[] sums = new double[Arrays.stream(sizes).sum() + 1]; // probability of each sum
        sums[0] = 1;
        int reach = 0;
        for (int size : sizes) {
            reach += size;
            for (int sum = reach; sum >= 0; sum--) {
                sums[sum] = (sums[sum] + (sum >= size ? sums[sum - size] : 0)) / 2;
            }
        }
        double tail = 0;
        for (int sum = sums.length - 1; sum >= positive; sum--) {
            tail += sums[sum];
        }
        return Math.min(1, tail);
    }
}
