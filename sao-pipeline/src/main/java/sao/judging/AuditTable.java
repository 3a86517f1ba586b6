package sao.judging;

import java.util.List;

/// What the audit found out about a judge.
///
/// @param judge its name
/// @param rows one for each kind of probe
/// @param all the same over all probes
/// @param seatBias mean log-odds for the first seat whoever sits there, nats; 0 for judges without seats
/// @param consistency judgments in which the same response wins in both orders, of those with a winner in
///     at least one
/// @param verdictMass mean probability that the judge gives to readable verdicts, in [0, 1]
/// @param longerWins pairs of the run's own responses in which the longer one won, of those of different
///     length; a tie counts half
public record AuditTable(
        String judge,
        List<AuditRow> rows,
        AuditRow all,
        double seatBias,
        Share consistency,
        double verdictMass,
        Share longerWins) {
    public AuditTable {
        rows = List.copyOf(rows);
    }

    /// {@return whether the judge is good enough to train on}
    ///
    /// @param minimumAccuracy least accuracy over all probes, in [0, 1]
    public FloorDecision against(double minimumAccuracy) {
        return all.accuracy().of() > 0 && all.accuracy().value() >= minimumAccuracy
                ? new FloorDecision.Cleared(minimumAccuracy)
                : new FloorDecision.Below(minimumAccuracy, all.accuracy());
    }
}
