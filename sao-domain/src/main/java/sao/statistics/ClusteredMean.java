package sao.statistics;

import java.util.Arrays;
import java.util.List;

/// The mean of values in clusters, with a cluster-robust standard error. The values of one cluster, such as the
/// probes of one prompt, are correlated; the clusters are independent. With one value in each cluster it is the
/// mean of a simple random sample.
///
/// @param mean of all values
/// @param count number of values, at least 1
/// @param clusters number of clusters, at least 1
/// @param standardError of the mean, with the factor `k / (k - 1)` for `k` clusters (CR1); 0 for a single cluster
public record ClusteredMean(double mean, int count, int clusters, double standardError) {
    /// {@return the mean of clustered values with its standard error}
    ///
    /// Source: Liang and Zeger, Biometrika 73, 1986 (cluster-robust variance).
    ///
    /// @param clusters the values of each cluster; at least one value in all, no cluster empty
    /// @param mean of all values
    public static ClusteredMean of(Iterable<List<Double>> clusters, double mean) {
        double squares = 0;
        int clusterCount = 0;
        int count = 0;
        for (List<Double> cluster : clusters) {
            double residual = sum(cluster) - mean * cluster.size();
            squares += residual * residual;
            clusterCount++;
            count += cluster.size();
        }
        double variance = clusterCount < 2 ? 0 : squares * clusterCount / (clusterCount - 1) / count / count;
        return new ClusteredMean(mean, count, clusterCount, Math.sqrt(variance));
    }

    /// {@return the mean of independent values with its standard error}
    ///
    /// @param values at least one
    public static ClusteredMean ofIndependent(double... values) {
        return of(
                Arrays.stream(values).mapToObj(List::of).toList(),
                Arrays.stream(values).average().orElseThrow());
    }

    /// {@return the mean of the paired differences `first[i] - second[i]` with its standard error}
    ///
    /// @param first one value for each unit, at least one
    /// @param second one value for each unit, in the same order
    /// @throws IllegalArgumentException if the arrays have different lengths
    public static ClusteredMean ofDifferences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "first has %d values, but second has %d".formatted(first.length, second.length));
        }
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        return ofIndependent(differences);
    }

    /// {@return the number of independent cases that would give a proportion the same standard error: at most the
    /// number of values; the number of clusters if the standard error is 0}
    ///
    /// Source: design effect, Kish, Survey Sampling, 1965.
    public double effectiveCases() {
        if (standardError == 0) {
            return clusters;
        }
        return Math.min(count, mean * (1 - mean) / (standardError * standardError));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
