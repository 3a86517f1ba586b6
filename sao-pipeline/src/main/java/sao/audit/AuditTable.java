package sao.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sao.statistics.WilsonProportion;

/// The result of the audit of a judge.
///
/// @param judge name of the judge
/// @param rows one row for each kind with at least one probe
/// @param all row over all probes made from responses of the run
/// @param seats position bias
/// @param length length bias
/// @param stability judgments with the same winner when repeated with another sampling seed; of 0 judgments for a
///     judge that does not sample
/// @param calibration calibration of its probabilities
public record AuditTable(
        String judge,
        List<AuditRow> rows,
        AuditRow all,
        Seats seats,
        Length length,
        WilsonProportion stability,
        Calibration calibration) {
    private static final double CHANCE = 0.5;
    private static final double MOST_SMOOTHING = 0.45;

    public AuditTable {
        rows = List.copyOf(rows);
    }

    /// The position bias of a judge.
    ///
    /// @param bias mean log-odds for the first position over both orders, nats; 0 for judges without positions
    /// @param consistency judgments in which the same response wins in both orders, of those with a winner in at
    ///     least one
    /// @param verdictMass mean probability that the judge assigns to readable verdicts, in [0, 1]
    public record Seats(double bias, WilsonProportion consistency, double verdictMass) {}

    /// The length bias of a judge. Lengths are in code points.
    ///
    /// @param longerWins pairs of the run's responses in which the longer one won, of the pairs with different
    ///     lengths; a tie counts half
    /// @param longerWinsMatched as `longerWins`, of the pairs whose lengths differ by at most 25 %
    /// @param accuracyMatched probes on which the better response won, of the probes whose lengths differ by at
    ///     most 25 %: the accuracy without the effect of length
    public record Length(
            WilsonProportion longerWins, WilsonProportion longerWinsMatched, WilsonProportion accuracyMatched) {}

    /// {@return the row of labelled pairs; empty without labelled pairs}
    public Optional<AuditRow> labelled() {
        return rows.stream()
                .filter(row -> row.kind().equals(ProbeKind.LABELLED.label()))
                .findFirst();
    }

    /// {@return the row that decides whether the judge is used: the labelled pairs if there are any, otherwise all
    /// probes}
    public AuditRow deciding() {
        return labelled().orElse(all);
    }

    /// {@return whether the judge is accurate enough for training. Labels near chance degrade a model: arXiv
    /// 2510.06652 reports a win rate that falls from 39.3 to 8.8 after training on random labels}
    ///
    /// @param minimumAccuracy minimum accuracy, in [0, 1]; a judge without a readable verdict does not reach it
    public boolean clears(double minimumAccuracy) {
        WilsonProportion accuracy = deciding().accuracy();
        return accuracy.of() > 0 && accuracy.value() >= minimumAccuracy;
    }

    /// {@return the kind of probe with the lowest accuracy, the first of equals; empty if no probe has a readable
    /// verdict}
    public Optional<AuditRow> worstKind() {
        return readable().min(Comparator.comparingDouble(row -> row.accuracy().value()));
    }

    /// {@return the kinds of probes whose whole interval lies below a floor: kinds that the judge answers wrong more
    /// often than the floor allows, which few probes do not show by chance}
    ///
    /// @param floor minimum accuracy, in [0, 1]
    public List<AuditRow> kindsBelow(double floor) {
        return readable().filter(row -> row.interval().high() < floor).toList();
    }

    /// {@return the kinds of probes on which the worse response won more often than the better one}
    public List<AuditRow> kindsBelowChance() {
        return readable().filter(row -> row.accuracy().value() < CHANCE).toList();
    }

    /// {@return the kinds that are checked: those with a readable verdict, without constraints, on which the judges
    /// of small models are near chance}
    private Stream<AuditRow> readable() {
        return rows.stream()
                .filter(row -> !row.kind().equals(ProbeKind.CONSTRAINT.label()))
                .filter(row -> row.accuracy().of() > 0);
    }

    /// {@return the label smoothing for losses that support it: the estimated error rate of this judge, in [0,
    /// 0.45]}
    ///
    /// The estimate is the maximum of three rates: from contradictions between the two orders, from contradictions
    /// between repetitions, and from wrong verdicts on probes. If two judgments err independently with rate e,
    /// they contradict each other with rate d = 2 e (1 - e), so e = (1 - sqrt(1 - 2 d)) / 2.
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
