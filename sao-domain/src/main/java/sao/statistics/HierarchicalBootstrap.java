package sao.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The percentile bootstrap of a mean over groups, such as seeds, of the means of their values, such as prompts.
/// Each resample draws groups with replacement, then values within each drawn group with replacement.
///
/// The interval covers the variation between groups and that between values. The variance of the resamples is `((k
/// - 1) / k * b + w) / k` with the sample variance `b` of the `k` group means and the mean `w` over groups of the
/// group mean's squared standard error (with divisor n). `b` contains `w` once more, so with few groups the
/// interval is too narrow where groups differ much, and too wide where they differ little; reports state the
/// number of groups beside it. With one group only values are drawn.
///
/// Source: Davison and Hinkley, Bootstrap Methods and their Application, section 3.8, 1997; p-values: Saravanan,
/// Berman and Sober, Neurons, Behavior, Data analysis, and Theory 3(5), 2020.
///
/// @param resamples number of resamples, at least 1
/// @param seed of the resamples
public record HierarchicalBootstrap(int resamples, long seed) {
    private static final double TAIL = 0.025;

    public HierarchicalBootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is %d, but it must be at least 1".formatted(resamples));
        }
    }

    /// {@return a bootstrap of ten thousand resamples}
    public static HierarchicalBootstrap of(long seed) {
        return new HierarchicalBootstrap(10_000, seed);
    }

    /// A mean with its resamples.
    ///
    /// @param mean over groups of the groups' means
    /// @param interval 95 % interval of `mean`
    /// @param sorted means of the resamples, ascending
    public record Estimate(double mean, Interval interval, List<Double> sorted) {
        public Estimate {
            sorted = List.copyOf(sorted);
        }

        /// {@return the two-sided p-value of the hypothesis that the mean is `value`: twice the share of resamples
        /// on the side of `value` that has fewer, with one resample added, so that it is never 0}
        public double p(double value) {
            long atMost = sorted.stream().filter(mean -> mean <= value).count();
            long atLeast = sorted.stream().filter(mean -> mean >= value).count();
            return Math.min(1, 2.0 * (Math.min(atMost, atLeast) + 1) / (sorted.size() + 1));
        }

        /// {@return the standard deviation of the resamples}
        public double standardError() {
            double center =
                    sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double squares = sorted.stream()
                    .mapToDouble(mean -> (mean - center) * (mean - center))
                    .sum();
            return Math.sqrt(squares / sorted.size());
        }
    }

    /// {@return the mean of values nested in groups: each group has values of its own}
    ///
    /// @param groups at least one, each with at least one value
    /// @throws IllegalArgumentException if there is no group or one without values
    public Estimate nested(List<double[]> groups) {
        check(groups);
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (int j = 0; j < groups.size(); j++) {
                double[] group = groups.get(random.nextInt(groups.size()));
                double within = 0;
                for (int k = 0; k < group.length; k++) {
                    within += group[random.nextInt(group.length)];
                }
                sum += within / group.length;
            }
            means[i] = sum / groups.size();
        }
        return estimate(groups, means);
    }

    /// {@return the mean of values whose columns are the same in all groups, such as the prompts of a benchmark: a
    /// resample draws the columns once for all its groups, because values of one column are correlated}
    ///
    /// Source: Owen, The pigeonhole bootstrap, Annals of Applied Statistics 1, 2007.
    ///
    /// @param groups at least one, all with the same number of values, at least one
    /// @throws IllegalArgumentException if there is no group or their lengths differ
    public Estimate crossed(List<double[]> groups) {
        check(groups);
        int columns = groups.getFirst().length;
        if (groups.stream().anyMatch(group -> group.length != columns)) {
            throw new IllegalArgumentException("crossed groups have different numbers of values");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        int[] drawn = new int[columns];
        for (int i = 0; i < resamples; i++) {
            Arrays.setAll(drawn, _ -> random.nextInt(columns));
            double sum = 0;
            for (int j = 0; j < groups.size(); j++) {
                double[] group = groups.get(random.nextInt(groups.size()));
                for (int column : drawn) {
                    sum += group[column];
                }
            }
            means[i] = sum / groups.size() / columns;
        }
        return estimate(groups, means);
    }

    private static void check(List<double[]> groups) {
        if (groups.isEmpty() || groups.stream().anyMatch(group -> group.length == 0)) {
            throw new IllegalArgumentException("there is no group, or one has no value");
        }
    }

    private static Estimate estimate(List<double[]> groups, double... means) {
        double mean = groups.stream()
                .mapToDouble(group -> Arrays.stream(group).average().orElseThrow())
                .average()
                .orElseThrow();
        Arrays.sort(means);
        Interval interval = new Interval(Bootstrap.quantile(means, TAIL), Bootstrap.quantile(means, 1 - TAIL));
        return new Estimate(mean, interval, Arrays.stream(means).boxed().toList());
    }
}
