package sao.audit;

import java.util.List;
import java.util.Optional;
import sao.statistics.WilsonProportion;

/// What the audit found out about a judge.
///
/// @param judge its name
/// @param rows one for each kind of probe that there was
/// @param all the same over all probes that were made of the run's own responses
/// @param seats what it makes of the places in which responses stand
/// @param length what it makes of their length
/// @param stability questions that it answered the same way when asked again with other draws; of none for
///     a judge that draws nothing
/// @param calibration whether its probabilities mean what they say
public record AuditTable(
        String judge,
        List<AuditRow> rows,
        AuditRow all,
        Seats seats,
        Length length,
        WilsonProportion stability,
        Calibration calibration) {
    private static final double MOST_SMOOTHING = 0.45;

    public AuditTable {
        rows = List.copyOf(rows);
    }

    /// What a judge makes of the places in which responses stand.
    ///
    /// @param bias mean log-odds for the first seat whoever sits there, nats; 0 for judges without seats
    /// @param consistency judgments in which the same response wins in both orders, of those with a winner
    ///     in at least one
    /// @param verdictMass mean probability that the judge gives to readable verdicts, in [0, 1]
    public record Seats(double bias, WilsonProportion consistency, double verdictMass) {}

    /// What a judge makes of length.
    ///
    /// @param longerWins pairs of the run's own responses in which the longer one won, of those of
    ///     different length; a tie counts half
    /// @param longerWinsMatched the same of those pairs whose lengths differ by a quarter at most
    /// @param accuracyMatched probes on which the good response won, of those whose lengths differ by a
    ///     quarter at most: what is left of the accuracy when length gives nothing away
    public record Length(
            WilsonProportion longerWins, WilsonProportion longerWinsMatched, WilsonProportion accuracyMatched) {}

    /// {@return the row of labelled pairs, if there were any}
    public Optional<AuditRow> labelled() {
        return rows.stream()
                .filter(row -> row.kind().equals(ProbeKind.LABELLED.label()))
                .findFirst();
    }

    /// {@return the row that decides: people's labels where there are any, else all probes}
    public AuditRow deciding() {
        return labelled().orElse(all);
    }

    /// {@return whether the judge is good enough to train on. Labels near chance do not leave a model as it
    /// is, they ruin it: arXiv 2510.06652 reports a win rate of 8.8 after training on random labels, from
    /// 39.3}
    ///
    /// @param minimumAccuracy least accuracy, in [0, 1]; a judge without a single verdict clears none
    public boolean clears(double minimumAccuracy) {
        WilsonProportion accuracy = deciding().accuracy();
        return accuracy.of() > 0 && accuracy.value() >= minimumAccuracy;
    }

    /// {@return how much to smooth the labels of a loss that can: the rate at which this judge errs, as far
    /// as it shows}
    ///
    /// It shows in three ways, and the worst counts: orders that contradict each other, repetitions that do,
    /// and probes that it got wrong. If each of two questions errs alone with rate e, they contradict each
    /// other with rate d = 2 e (1 - e), so e = (1 - sqrt(1 - 2 d)) / 2.
    ///
    /// Source of the idea, labels softened by a measured disagreement: CREAM, arXiv 2410.12735.
    public double suggestedSmoothing() {
        double error =
                deciding().accuracy().of() == 0 ? 0 : 1 - deciding().accuracy().value();
        double contradicting = Math.max(disagreement(seats.consistency()), disagreement(stability));
        return Math.min(MOST_SMOOTHING, Math.max(error, contradicting));
    }

    private static double disagreement(WilsonProportion agreeing) {
        return agreeing.of() == 0 ? 0 : (1 - Math.sqrt(Math.max(0, 1 - 2 * (1 - agreeing.value())))) / 2;
    }
}
