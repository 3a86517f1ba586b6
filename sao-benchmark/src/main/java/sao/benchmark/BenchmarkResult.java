package sao.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The figures of a model on a benchmark.
///
/// @param benchmark that was evaluated
/// @param settings of the evaluation
/// @param count number of questions
/// @param figures of each metric, by name, the primary metric first
/// @param groups primary figure of each group, such as a subject; empty without groups
/// @param samples a JSON object for each answer, in the order of the rows
public record BenchmarkResult(
        Benchmark benchmark,
        EvaluationSettings settings,
        int count,
        Map<String, MeanFigure> figures,
        Map<String, MeanFigure> groups,
        List<ObjectNode> samples) {
    public BenchmarkResult {
        samples = List.copyOf(samples);
    }

    static BenchmarkResult of(Benchmark benchmark, EvaluationSettings settings, List<QuestionOutcome> outcomes) {
        Map<String, List<QuestionOutcome>> grouped = new TreeMap<>();
        outcomes.forEach(outcome ->
                grouped.computeIfAbsent(outcome.group(), _ -> new ArrayList<>()).add(outcome));
        Map<String, MeanFigure> figures = new LinkedHashMap<>();
        for (String metric : benchmark.metrics()) {
            figures.put(
                    metric,
                    MeanFigure.pooled(grouped.values().stream()
                            .map(group -> figure(group, metric))
                            .toList()));
        }
        Map<String, MeanFigure> groups = new TreeMap<>();
        if (benchmark.group().isPresent()) {
            grouped.forEach((name, group) ->
                    groups.put(name, figure(group, benchmark.metrics().getFirst())));
        }
        List<ObjectNode> samples =
                outcomes.stream().flatMap(outcome -> outcome.samples().stream()).toList();
        return new BenchmarkResult(benchmark, settings, outcomes.size(), figures, groups, samples);
    }

    private static MeanFigure figure(List<QuestionOutcome> outcomes, String metric) {
        return MeanFigure.of(outcomes.stream()
                .map(outcome -> outcome.figures().getOrDefault(metric, Double.NaN))
                .toList());
    }

    /// {@return the figure of the primary metric}
    public MeanFigure primary() {
        return figures.values().iterator().next();
    }

    /// {@return the result as one JSON object: `benchmark`, `n`, `shots`, `acc` (the primary figure), `acc_norm` where
    /// the benchmark has it, `stderr` of `acc`, and then each metric with its own standard error and the settings}
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("benchmark", benchmark.name());
        json.put("n", count);
        json.put("shots", settings.shots());
        json.put("acc", primary().mean());
        MeanFigure norm = figures.get(ChoiceMetric.ACC_NORM.label());
        if (norm != null) {
            json.put("acc_norm", norm.mean());
        }
        put(json, "stderr", primary().standardError());
        if (norm != null) {
            put(json, "acc_norm_stderr", norm.standardError());
        }
        json.put("metric", benchmark.metrics().getFirst());
        if (benchmark.isGenerated()) {
            figures.forEach((name, figure) -> {
                json.put(name, figure.mean());
                put(json, name + "_stderr", figure.standardError());
            });
            json.put("answers", settings.answers().count());
            json.put("temperature", settings.answers().temperature());
        }
        json.put("template", settings.form().label());
        json.put("examples", settings.examples().order().label());
        json.put("version", benchmark.version());
        if (!groups.isEmpty()) {
            ObjectNode parts = json.putObject("groups");
            groups.forEach((name, figure) -> parts.put(name, figure.mean()));
        }
        return json;
    }

    /// A standard error that does not exist, of one question, is null.
    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
