package sao.experimentresult;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sao.experiment.ExperimentPlan.Figure;
import sao.experiment.ExperimentPlan.Primary;
import sao.result.ConstraintFigures;
import sao.result.ConstraintFigures.PromptCount;
import sao.result.JudgedRate;
import sao.result.JudgedRate.PromptFigure;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;

/// The primary figure of one cell on each prompt.
///
/// @param judge name of the judge, or of the rules for a figure without a judge
/// @param byPrompt value of the figure by prompt; at least one
record PromptValues(String judge, SortedMap<String, Double> byPrompt) {
    PromptValues {
        byPrompt = Collections.unmodifiableSortedMap(new TreeMap<>(byPrompt));
    }

    /// {@return the values in the results of a round; empty if the figure was not measured, or by a version that
    /// did not store it by prompt}
    ///
    /// @param place of the judge in the settings, from 1
    static Optional<PromptValues> of(RoundResults results, Primary primary, int place) {
        if (primary.figure() == Figure.CONSTRAINTS) {
            return results.first(ConstraintsFollowed.class)
                    .flatMap(ConstraintsFollowed::figures)
                    .filter(figures -> !figures.byPrompt().isEmpty())
                    .map(PromptValues::of);
        }
        return results.all(WinRate.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .map(WinRate::rate)
                .filter(rate -> !rate.byPrompt().isEmpty())
                .findFirst()
                .map(rate -> of(rate, primary.figure()));
    }

    /// {@return the mean difference of the pass rates for each prompt without constraints: answers to one prompt are
    /// correlated, also under different constraints}
    private static PromptValues of(ConstraintFigures figures) {
        return new PromptValues(
                figures.rules(),
                figures.byPrompt().stream()
                        .collect(Collectors.groupingBy(
                                PromptCount::base, TreeMap::new, Collectors.averagingDouble(PromptCount::difference))));
    }

    private static PromptValues of(JudgedRate rate, Figure figure) {
        TreeMap<String, Double> values = new TreeMap<>();
        for (PromptFigure each : rate.byPrompt()) {
            values.put(
                    each.prompt(),
                    switch (figure) {
                        case WIN_RATE -> each.winRate();
                        case MEAN_LOG_ODDS -> each.logOdds();
                        case CONSTRAINTS -> throw new IllegalArgumentException("no judge measures constraints");
                    });
        }
        return new PromptValues(rate.judge(), values);
    }

    /// {@return the mean over prompts}
    double mean() {
        return byPrompt.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /// {@return these values minus those of another arm on the same prompts; empty without prompts in common}
    Optional<PromptValues> minus(PromptValues other) {
        TreeMap<String, Double> differences = new TreeMap<>();
        for (Map.Entry<String, Double> each : byPrompt.entrySet()) {
            Double there = other.byPrompt.get(each.getKey());
            if (there != null) {
                differences.put(each.getKey(), each.getValue() - there);
            }
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(new PromptValues(judge, differences));
    }
}
