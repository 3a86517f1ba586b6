package sao.summary;

import java.util.List;

/// Who ranked the answers, and what is known about its eyes.
///
/// @param name the judge whose verdicts made the pairs
/// @param model that it asks; empty if it asks the one that wrote the answers, or none
/// @param why one or two sentences on why this one
/// @param audits what judges said of probes of known order, the chosen judge's first; empty if there was no
///     audit
public record JudgeSummary(String name, String model, String why, List<Audit> audits) {
    public JudgeSummary {
        audits = List.copyOf(audits);
    }

    /// One judge on probes of known order.
    ///
    /// @param judge its name
    /// @param kinds how often it was right, by how the order is known
    /// @param all how often it was right over all probes made of the run's answers
    /// @param seats what it makes of the places in which answers stand
    /// @param length what it makes of their length
    /// @param stability share of questions answered the same way when asked again with other draws; of none
    ///     for a judge that draws nothing
    /// @param calibration whether its probabilities mean what they say
    /// @param smoothing label smoothing that its errors suggest, for losses that can
    public record Audit(
            String judge,
            List<Kind> kinds,
            Figure all,
            Seats seats,
            Length length,
            Figure stability,
            Calibration calibration,
            double smoothing) {
        public Audit {
            kinds = List.copyOf(kinds);
        }
    }

    /// One kind of probe.
    ///
    /// @param kind how the order is known, such as `truncated` or `labelled`
    /// @param accuracy how often the judge was right
    /// @param tied how many of them were ties, each counted half right
    /// @param unreadable probes without a verdict, which the accuracy does not count
    public record Kind(String kind, Figure accuracy, int tied, int unreadable) {}

    /// What a judge makes of the places in which answers stand.
    ///
    /// @param bias mean log-odds for the first seat, nats
    /// @param consistency share of judgments in which both orders agree
    /// @param verdictMass mean probability of the readable verdicts, in [0, 1]
    public record Seats(double bias, Figure consistency, double verdictMass) {}

    /// What a judge makes of length.
    ///
    /// @param longerWins share of the run's own pairs in which the longer answer won
    /// @param longerWinsMatched the same of pairs of about the same length
    /// @param accuracyMatched how often it was right on probes of about the same length
    public record Length(Figure longerWins, Figure longerWinsMatched, Figure accuracyMatched) {}

    /// Whether a judge's probabilities mean what they say.
    ///
    /// @param bins verdicts by confidence
    /// @param error mean distance between confidence and accuracy, in [0, 1]
    /// @param labelled whether people's labels were the truth, or else probes made worse on purpose
    public record Calibration(List<Bin> bins, double error, boolean labelled) {
        public Calibration {
            bins = List.copyOf(bins);
        }
    }

    /// Verdicts of about the same confidence.
    ///
    /// @param confidence their mean confidence, in [0.5, 1]
    /// @param right how often they were right
    public record Bin(double confidence, Figure right) {}
}
