package sao.experimentresult;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sao.experiment.ExperimentPlan.Primary;
import sao.experiment.Figure;
import sao.result.ComparedAnswers;
import sao.result.JudgedRate;
import sao.result.JudgedRate.PromptFigure;
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
        return results.all(WinRate.class).stream()
                .filter(found ->
                        found.benchmark().equals(primary.benchmark()) && isJudge(found.rate(), primary.judge()))
                .findFirst()
                .flatMap(found -> of(results, found, primary.figure()));
    }

    /// {@return whether a judge is the one that an entry of `evaluate.judges` names, `MODEL` or `MODEL:KIND`}
    private static boolean isJudge(JudgedRate rate, String entry) {
        String model = rate.origin().model();
        return entry.equals(model)
                || (entry.startsWith(model + ":")
                        && rate.judge().startsWith(entry.substring(model.length() + 1) + "/"));
    }

    private static Optional<PromptValues> of(RoundResults results, WinRate judged, Figure figure) {
        TreeMap<String, Double> values = new TreeMap<>();
        judged.rate().byPrompt().forEach(prompt -> values.put(prompt.prompt(), value(prompt, figure)));
        if (values.isEmpty()) { // a ledger of an earlier version
            results.all(LengthControlled.class).stream()
                    .filter(found -> found.benchmark().equals(judged.benchmark()) && found.judge() == judged.judge())
                    .flatMap(found -> found.compared().stream())
                    .forEach(row -> values.put(row.prompt(), value(row, figure)));
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new PromptValues(judged.rate().judge(), values));
    }

    private static double value(PromptFigure prompt, Figure figure) {
        return switch (figure) {
            case WIN_RATE -> prompt.winRate();
            case MEAN_LOG_ODDS -> prompt.logOdds();
        };
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
