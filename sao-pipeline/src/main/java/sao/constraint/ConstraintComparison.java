package sao.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sao.domain.Response;
import sao.result.ConstraintFigures;
import sao.result.ConstraintFigures.Family;
import sao.result.ConstraintFigures.PromptCount;
import sao.result.MeasuredShare;
import sao.statistics.Bootstrap;
import sao.statistics.ClusteredMean;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// Compares how often two models follow the same constraints.
///
/// Answers to one base prompt are correlated, also under different constraints, so base prompts are the units of all
/// intervals.
public final class ConstraintComparison {
    private static final double TAIL = 0.025;

    private final List<Row> rows;

    private ConstraintComparison(List<Row> rows) {
        this.rows = rows;
    }

    /// The answers of both models to one prompt.
    private record Row(ConstraintAnswers start, ConstraintAnswers trained) {
        String base() {
            return start.asked().base().id();
        }

        ConstraintFamily family() {
            return start.asked().constraint().family();
        }

        PromptCount count() {
            return new PromptCount(
                    start.asked().prompt().id(),
                    base(),
                    start.responses().size(),
                    start.passing().size(),
                    trained.passing().size());
        }

        double difference() {
            return trained.passRate() - start.passRate();
        }
    }

    /// {@return the figures of two models; empty if no prompt was answered by both}
    ///
    /// @param start answers of the start model
    /// @param trained answers of the trained model, to the same prompts and as many to each
    /// @param seed seed of the bootstrap
    public static Optional<ConstraintFigures> of(
            List<ConstraintAnswers> start, List<ConstraintAnswers> trained, long seed) {
        Map<String, ConstraintAnswers> before = new LinkedHashMap<>();
        start.forEach(answers -> before.put(answers.asked().prompt().id(), answers));
        List<Row> rows = new ArrayList<>();
        for (ConstraintAnswers after : trained) {
            ConstraintAnswers answers = before.get(after.asked().prompt().id());
            if (answers != null) {
                rows.add(new Row(answers, after));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new ConstraintComparison(rows).figures(seed));
    }

    private ConstraintFigures figures(long seed) {
        double difference = rows.stream().mapToDouble(Row::difference).average().orElseThrow();
        return new ConstraintFigures(
                Constraint.VERSION,
                rows.size(),
                rows.getFirst().start().responses().size(),
                share(Row::start),
                share(Row::trained),
                difference,
                interval(difference, Bootstrap.of(seed)),
                truncated(Row::start),
                truncated(Row::trained),
                families(),
                rows.stream().map(Row::count).toList());
    }

    private MeasuredShare share(Function<Row, ConstraintAnswers> model) {
        Map<String, List<Double>> outcomes = new LinkedHashMap<>();
        rows.forEach(row -> outcomes.computeIfAbsent(row.base(), _ -> new ArrayList<>())
                .addAll(model.apply(row).outcomes()));
        int answers = outcomes.values().stream().mapToInt(List::size).sum();
        double met = outcomes.values().stream()
                .flatMap(Collection::stream)
                .mapToDouble(Double::doubleValue)
                .sum();
        WilsonProportion share = new WilsonProportion(met, answers);
        ClusteredMean mean = ClusteredMean.of(outcomes.values(), share.value());
        return new MeasuredShare(share.value(), share.interval(mean.effectiveCases()), answers);
    }

    /// {@return the 95 % interval of the mean difference over prompts}
    ///
    /// If all base prompts have the same difference, as after a training that changed no outcome, the bootstrap
    /// interval would have no width. Then the interval is widened by the exact 97.5 % bound of the share of base
    /// prompts that differ and did not occur among `k`: 1 - 0.025^(1/k).
    private Interval interval(double difference, Bootstrap bootstrap) {
        Map<String, List<Double>> differences = new LinkedHashMap<>();
        rows.forEach(row ->
                differences.computeIfAbsent(row.base(), _ -> new ArrayList<>()).add(row.difference()));
        double[] sums = differences.values().stream()
                .mapToDouble(values ->
                        values.stream().mapToDouble(Double::doubleValue).sum())
                .toArray();
        int[] counts = differences.values().stream().mapToInt(List::size).toArray();
        if (differences.values().stream().flatMap(Collection::stream).distinct().count() == 1) {
            double unseen = 1 - Math.pow(TAIL, 1.0 / counts.length);
            return new Interval(Math.max(-1, difference - unseen), Math.min(1, difference + unseen));
        }
        return bootstrap.of(counts.length, bases -> {
            double sum = 0;
            int count = 0;
            for (int base : bases) {
                sum += sums[base];
                count += counts[base];
            }
            return sum / count;
        });
    }

    private double truncated(Function<Row, ConstraintAnswers> model) {
        return rows.stream()
                .flatMap(row -> model.apply(row).responses().stream())
                .mapToDouble(response -> response.truncated() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private List<Family> families() {
        List<Family> families = new ArrayList<>();
        for (ConstraintFamily family : ConstraintFamily.values()) {
            List<Row> own = rows.stream().filter(row -> row.family() == family).toList();
            if (!own.isEmpty()) {
                families.add(new Family(
                        family.label(),
                        count(own, Row::start, false),
                        count(own, Row::start, true),
                        count(own, Row::trained, true)));
            }
        }
        return families;
    }

    private static int count(List<Row> rows, Function<Row, ConstraintAnswers> model, boolean passing) {
        return rows.stream()
                .map(model)
                .map(answers -> passing ? answers.passing() : answers.responses())
                .mapToInt(List<Response>::size)
                .sum();
    }
}
