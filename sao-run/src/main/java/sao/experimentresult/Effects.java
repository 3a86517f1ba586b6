package sao.experimentresult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sao.experimentresult.ExperimentResults.Effect;
import sao.statistics.HierarchicalBootstrap;
import sao.statistics.HierarchicalBootstrap.Estimate;
import sao.statistics.Holm;

/// Estimates the mean of a figure for several arms and tests each mean.
///
/// @param crossed whether the prompts are the same for all seeds
/// @param tested whether p-values are computed
record Effects(boolean crossed, boolean tested) {
    /// So that the results of one experiment do not change when they are read again.
    private static final HierarchicalBootstrap BOOTSTRAP = HierarchicalBootstrap.of(20_250_101);

    /// {@return the effect of each arm}
    ///
    /// @param bySeed values by seed of each arm, at least one seed for each arm
    /// @param neutral mean under the hypothesis that is tested
    Map<String, Effect> of(Map<String, Map<Long, PromptValues>> bySeed, double neutral) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        bySeed.forEach((arm, values) -> estimates.put(arm, estimate(values)));
        double[] p = estimates.values().stream()
                .mapToDouble(estimate -> estimate.p(neutral))
                .toArray();
        double[] holm = Holm.adjusted(p);
        Map<String, Effect> effects = new LinkedHashMap<>();
        estimates.forEach((arm, estimate) -> {
            int i = effects.size();
            Map<Long, PromptValues> seeds = Objects.requireNonNull(bySeed.get(arm));
            effects.put(
                    arm,
                    new Effect(
                            estimate.mean(),
                            estimate.interval(),
                            tested ? Optional.of(p[i]) : Optional.empty(),
                            tested ? Optional.of(holm[i]) : Optional.empty(),
                            prompts(seeds),
                            means(seeds)));
        });
        return effects;
    }

    private Estimate estimate(Map<Long, PromptValues> bySeed) {
        SortedSet<String> common = common(bySeed);
        if (!crossed || common.isEmpty()) {
            return BOOTSTRAP.nested(bySeed.values().stream()
                    .map(values -> array(values, values.byPrompt().keySet()))
                    .toList());
        }
        return BOOTSTRAP.crossed(
                bySeed.values().stream().map(values -> array(values, common)).toList());
    }

    private static double[] array(PromptValues values, Iterable<String> prompts) {
        List<Double> array = new ArrayList<>();
        prompts.forEach(prompt -> array.add(values.byPrompt().get(prompt)));
        return array.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// {@return the prompts that were measured for every seed}
    private static SortedSet<String> common(Map<Long, PromptValues> bySeed) {
        SortedSet<String> common =
                new TreeSet<>(bySeed.values().iterator().next().byPrompt().keySet());
        bySeed.values().forEach(values -> common.retainAll(values.byPrompt().keySet()));
        return common;
    }

    private int prompts(Map<Long, PromptValues> bySeed) {
        return crossed
                ? common(bySeed).size()
                : bySeed.values().stream()
                        .mapToInt(values -> values.byPrompt().size())
                        .sum();
    }

    private static Map<Long, Double> means(Map<Long, PromptValues> bySeed) {
        Map<Long, Double> means = new LinkedHashMap<>();
        bySeed.forEach((seed, values) -> means.put(seed, values.mean()));
        return means;
    }
}
