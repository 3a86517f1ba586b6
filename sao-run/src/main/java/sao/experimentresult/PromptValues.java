package sao.experimentresult;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sao.experiment.ExperimentPlan.Primary;
import sao.experiment.Figure;
import sao.result.ComparedAnswers;
import sao.result.RoundResult.LengthControlled;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;

/// The primary figure of one cell on each prompt.
///
/// @param judge name of the judge
/// @param byPrompt value of the figure by prompt; at least one
record PromptValues(String judge, SortedMap<String, Double> byPrompt) {
    private static final double LEAST_PROBABILITY = 1e-12;

    PromptValues {
        byPrompt = Collections.unmodifiableSortedMap(new TreeMap<>(byPrompt));
    }

    /// {@return the values in the results of a round; empty if the figure was not measured}
    static Optional<PromptValues> of(RoundResults results, Primary primary) {
        int place = 1;
        String judge = results.all(WinRate.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .map(found -> found.rate().judge())
                .findFirst()
                .orElse("");
        return results.all(LengthControlled.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .filter(found -> !found.compared().isEmpty())
                .findFirst()
                .map(found -> {
                    TreeMap<String, Double> values = new TreeMap<>();
                    found.compared().forEach(row -> values.put(row.prompt(), value(row, primary.figure())));
                    return new PromptValues(judge, values);
                });
    }

    private static double value(ComparedAnswers row, Figure figure) {
        return switch (figure) {
            case WIN_RATE -> row.p() == 0.5 ? 0.5 : Math.rint(row.p());
            case MEAN_LOG_ODDS -> {
                double p = Math.clamp(row.p(), LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
                yield Math.log(p) - Math.log1p(-p);
            }
        };
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
