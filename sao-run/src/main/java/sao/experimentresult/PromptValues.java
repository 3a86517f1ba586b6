package sao.experimentresult;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sao.experiment.ExperimentPlan.Figure;
import sao.experiment.ExperimentPlan.Primary;
import sao.result.PromptFigures;
import sao.result.RoundResult.ByPrompt;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;

/// The primary figure of one cell on each prompt.
///
/// @param judge name of the judge
/// @param byPrompt value of the figure by prompt; at least one
record PromptValues(String judge, SortedMap<String, Double> byPrompt) {
    PromptValues {
        byPrompt = Collections.unmodifiableSortedMap(new TreeMap<>(byPrompt));
    }

    /// {@return the values in the results of a round; empty if the figure was not measured}
    ///
    /// @param place of the judge in the settings, from 1
    static Optional<PromptValues> of(RoundResults results, Primary primary, int place) {
        return results.all(WinRate.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .findFirst()
                .flatMap(measured -> results.all(ByPrompt.class).stream()
                        .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                        .filter(found -> !found.prompts().isEmpty())
                        .findFirst()
                        .map(found -> of(measured.rate().judge(), found.prompts(), primary.figure())));
    }

    private static PromptValues of(String judge, List<PromptFigures> prompts, Figure figure) {
        TreeMap<String, Double> values = new TreeMap<>();
        prompts.forEach(each -> values.put(
                each.prompt(),
                switch (figure) {
                    case WIN_RATE -> each.outcome();
                    case MEAN_LOG_ODDS -> each.logOdds();
                }));
        return new PromptValues(judge, values);
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
