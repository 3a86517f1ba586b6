package sao.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import sao.evaluation.ComparedPair;
import sao.evaluation.Comparison;
import sao.evaluation.WinRate;
import sao.statistics.Bootstrap;
import sao.statistics.ClusteredMean;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The uncertainty of a comparison whose prompts form clusters, such as the prompts of one persona or topic: prompts
/// of one cluster are correlated, the clusters are drawn.
///
/// @param clusters number of clusters
/// @param winRate 95 % interval of the win rate, by bootstrap over clusters; by the Wilson score if that has no width
/// @param logOdds 95 % interval of the mean log-odds, by bootstrap over clusters, nats
/// @param rate the win rate with its cluster-robust standard error
public record ClusteredFigures(int clusters, Interval winRate, Interval logOdds, ClusteredMean rate) {
    /// {@return the figures of a comparison}
    ///
    /// @param clusterOf cluster of a prompt, by the prompt's id
    /// @param bootstrap bootstrap of the intervals
    public static ClusteredFigures of(Comparison comparison, UnaryOperator<String> clusterOf, Bootstrap bootstrap) {
        Map<String, List<ComparedPair>> byPrompt = new LinkedHashMap<>();
        comparison.pairs().stream()
                .filter(ComparedPair::readable)
                .forEach(pair -> byPrompt.computeIfAbsent(pair.prompt().id(), _ -> new ArrayList<>())
                        .add(pair));
        Map<String, List<Double>> outcomes = new LinkedHashMap<>();
        Map<String, List<Double>> logOdds = new LinkedHashMap<>();
        byPrompt.forEach((prompt, pairs) -> {
            String cluster = clusterOf.apply(prompt);
            add(outcomes, cluster, mean(pairs, ComparedPair::outcome));
            add(logOdds, cluster, mean(pairs, ComparedPair::logOdds));
        });
        return new ClusteredFigures(
                outcomes.size(),
                winRate(comparison.winRate(), outcomes.values(), bootstrap),
                interval(logOdds.values(), bootstrap),
                ClusteredMean.of(outcomes.values(), comparison.winRate().rate()));
    }

    /// The bootstrap of equal values has no width.
    private static Interval winRate(WinRate rate, Collection<List<Double>> clusters, Bootstrap bootstrap) {
        Interval interval = interval(clusters, bootstrap);
        return interval.low() < interval.high()
                ? interval
                : new WilsonProportion(rate.rate() * rate.prompts(), rate.prompts()).interval(clusters.size());
    }

    private static void add(Map<String, List<Double>> values, String cluster, double value) {
        values.computeIfAbsent(cluster, _ -> new ArrayList<>()).add(value);
    }

    private static double mean(List<ComparedPair> pairs, ToDoubleFunction<ComparedPair> value) {
        return pairs.stream().mapToDouble(value).average().orElseThrow();
    }

    private static Interval interval(Collection<List<Double>> clusters, Bootstrap bootstrap) {
        double[] sums = clusters.stream()
                .mapToDouble(values ->
                        values.stream().mapToDouble(Double::doubleValue).sum())
                .toArray();
        int[] sizes = clusters.stream().mapToInt(List::size).toArray();
        return bootstrap.of(sums.length, drawn -> {
            double sum = 0;
            int count = 0;
            for (int cluster : drawn) {
                sum += sums[cluster];
                count += sizes[cluster];
            }
            return sum / count;
        });
    }
}
