package sao.summary;

import java.util.List;

/// Who ranked the answers, and what is known about its eyes.
///
/// @param name the judge whose verdicts made the pairs
/// @param why one or two sentences on why this one
/// @param audits what judges said of probes of known order, the chosen judge's first; empty if there was no
///     audit
public record JudgeSummary(String name, String why, List<Audit> audits) {
    public JudgeSummary {
        audits = List.copyOf(audits);
    }

    /// One judge on probes of known order.
    ///
    /// @param judge its name
    /// @param kinds how often it was right, by how the worse answer was made
    /// @param all how often it was right over all probes
    /// @param seatBias mean log-odds for the first seat, nats
    /// @param consistency share of judgments in which both orders agree
    /// @param longerWins share of the run's own pairs in which the longer answer won
    public record Audit(
            String judge, List<Kind> kinds, Figure all, double seatBias, Figure consistency, Figure longerWins) {
        public Audit {
            kinds = List.copyOf(kinds);
        }
    }

    /// One kind of probe.
    ///
    /// @param kind how the worse answer was made, such as `truncated`
    /// @param accuracy how often the judge was right
    public record Kind(String kind, Figure accuracy) {}
}
