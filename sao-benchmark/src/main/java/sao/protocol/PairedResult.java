package sao.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import sao.statistics.ClusteredMean;
import sao.statistics.HierarchicalBootstrap;
import sao.statistics.Interval;
import sao.statistics.McNemar;

/// Two results on the same questions, and the mean of their paired differences, second minus first.
///
/// @param n number of questions
/// @param first mean of the first result
/// @param second mean of the second result
/// @param difference mean of the differences
/// @param interval 95 % interval of `difference`, by bootstrap over questions
/// @param standardError of `difference`
/// @param p two-sided p-value: McNemar's exact test if all results are 0 or 1, otherwise of the bootstrap
/// @param exact the test of 0 and 1 results; empty for other results
public record PairedResult(
        int n,
        double first,
        double second,
        double difference,
        Interval interval,
        double standardError,
        double p,
        Optional<McNemar> exact) {
    private static final long SEED = 42;

    /// {@return the comparison of two results}
    ///
    /// @param first result of each question, at least one
    /// @param second results of the same questions, in the same order
    /// @throws IllegalArgumentException if there is no question, or the lengths differ
    public static PairedResult of(double[] first, double... second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "first has %d values, but second has %d".formatted(first.length, second.length));
        }
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> second[i] - first[i]);
        ClusteredMean mean = ClusteredMean.ofIndependent(differences);
        HierarchicalBootstrap.Estimate estimate = HierarchicalBootstrap.of(SEED).nested(List.of(differences));
        Optional<McNemar> exact = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second))
                        .allMatch(value -> value == 0 || value == 1)
                ? Optional.of(McNemar.of(first, second))
                : Optional.empty();
        return new PairedResult(
                first.length,
                Arrays.stream(first).average().orElseThrow(),
                Arrays.stream(second).average().orElseThrow(),
                mean.mean(),
                estimate.interval(),
                mean.standardError(),
                exact.map(McNemar::p).orElseGet(() -> estimate.p(0)),
                exact);
    }
}
