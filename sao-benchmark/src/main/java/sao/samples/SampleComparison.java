package sao.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sao.error.SaoException;
import sao.protocol.Matched;
import sao.protocol.Matched.Source;
import sao.protocol.PairedResult;
import sao.samples.SampleSet.Sample;
import sao.statistics.Holm;

/// Models on the questions of the same tasks: each compared with the first, question by question.
///
/// @param rows one for each task, metric and further model
/// @param missing tasks that not all models have
public record SampleComparison(List<Row> rows, List<SampleSet.TaskMetric> missing) {
    public SampleComparison {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
    }

    /// A comparison of two models.
    ///
    /// @param key what was measured
    /// @param first name of the first model
    /// @param second name of the other model
    /// @param result the paired difference, second minus first
    /// @param unmatched number of questions that only one of them answered
    /// @param holm p-value of `result`, corrected by Holm for all rows
    public record Row(
            SampleSet.TaskMetric key, String first, String second, PairedResult result, int unmatched, double holm) {}

    /// {@return the comparison of all models with the first}
    ///
    /// @param names names of the models, at least two
    /// @param models results of each model
    /// @throws SaoException if no task is common to all, or more than 1 % of the questions have no counterpart
    public static SampleComparison of(List<String> names, List<Map<SampleSet.TaskMetric, SampleSet>> models) {
        List<SampleSet.TaskMetric> keys = models.getFirst().keySet().stream()
                .filter(key -> models.stream().allMatch(model -> model.containsKey(key)))
                .toList();
        if (keys.isEmpty()) {
            throw new SaoException(
                    "No task and metric is common to %s.".formatted(String.join(", ", names)),
                    "Give results of the same task: %s has %s."
                            .formatted(names.getFirst(), models.getFirst().keySet()));
        }
        List<Row> rows = new ArrayList<>();
        for (SampleSet.TaskMetric key : keys) {
            for (int i = 1; i < models.size(); i++) {
                rows.add(row(
                        key,
                        source(names.getFirst(), key, models.getFirst()),
                        source(names.get(i), key, models.get(i)),
                        names.getFirst(),
                        names.get(i)));
            }
        }
        double[] corrected =
                Holm.adjusted(rows.stream().mapToDouble(row -> row.result().p()).toArray());
        List<Row> adjusted = new ArrayList<>();
        for (Row row : rows) {
            adjusted.add(new Row(
                    row.key(), row.first(), row.second(), row.result(), row.unmatched(), corrected[adjusted.size()]));
        }
        List<SampleSet.TaskMetric> missing = models.stream()
                .flatMap(model -> model.keySet().stream())
                .distinct()
                .filter(key -> !keys.contains(key))
                .toList();
        return new SampleComparison(adjusted, missing);
    }

    /// {@return the comparison of two models on one task, its p-value not corrected yet}
    private static Row row(
            SampleSet.TaskMetric key,
            Source<Sample> first,
            Source<Sample> second,
            String firstName,
            String secondName) {
        Matched<Sample> matched = Matched.of(first, second, Sample::id);
        PairedResult result = PairedResult.of(
                matched.pairs().stream()
                        .mapToDouble(pair -> pair.first().value())
                        .toArray(),
                matched.pairs().stream()
                        .mapToDouble(pair -> pair.second().value())
                        .toArray());
        return new Row(key, firstName, secondName, result, matched.unmatched(), 1);
    }

    private static Source<Sample> source(
            String name, SampleSet.TaskMetric key, Map<SampleSet.TaskMetric, SampleSet> model) {
        SampleSet set = Objects.requireNonNull(model.get(key));
        return new Source<>("%s of %s".formatted(key, name), set.samples());
    }
}
