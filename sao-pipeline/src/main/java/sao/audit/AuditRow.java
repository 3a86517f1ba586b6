package sao.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.domain.Judgment;
import sao.statistics.ClusteredMean;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The accuracy of a judge on one kind of probe.
///
/// @param kind label of the kind, or `all`
/// @param accuracy probes on which the better response won, of the probes with a readable verdict; a tie counts
///     half
/// @param interval 95 % interval of the accuracy, clustered by prompt because the probes of one prompt are
///     correlated
/// @param tied number of ties among the probes with a readable verdict
/// @param unreadable number of probes without a readable verdict, not part of the accuracy
public record AuditRow(String kind, WilsonProportion accuracy, Interval interval, int tied, int unreadable) {
    /// {@return the row of these verdicts; each compares the better response, in the first position, with the
    /// worse one}
    static AuditRow of(String kind, List<JudgedProbe> judged) {
        Map<String, List<Double>> byPrompt = new HashMap<>();
        int tied = 0;
        int unreadable = 0;
        for (JudgedProbe one : judged) {
            double right = right(one.judgment());
            if (Double.isNaN(right)) {
                unreadable++;
                continue;
            }
            tied += one.judgment() instanceof Judgment.Tied ? 1 : 0;
            byPrompt.computeIfAbsent(one.probe().prompt().id(), _ -> new ArrayList<>())
                    .add(right);
        }
        double won = byPrompt.values().stream()
                .mapToDouble(AuditRow::sum)
                .sorted() // so that the sum does not depend on the order of a hash map
                .sum();
        WilsonProportion accuracy = new WilsonProportion(won, judged.size() - unreadable);
        ClusteredMean mean = ClusteredMean.of(byPrompt.values(), accuracy.value());
        return new AuditRow(kind, accuracy, accuracy.interval(mean.effectiveCases()), tied, unreadable);
    }

    /// {@return 1 if the better response won, 0.5 for a tie, 0 if the worse one won, NaN without a verdict}
    static double right(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.firstWins() ? 1 : 0;
            case Judgment.Tied _ -> 0.5;
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
