package sao.result;

import java.util.List;

/// A judge's performance on probes: pairs whose better answer is known.
///
/// @param judge its name
/// @param kinds accuracy by how the order is known
/// @param all accuracy over all probes made of the run's answers
/// @param seats effect of the seats of the answers
/// @param length effect of the lengths of the answers
/// @param stability share of requests answered the same way when asked again with other draws; of none for a
///     judge that draws nothing
/// @param calibration how well its probabilities match its accuracy
/// @param smoothing label smoothing that its errors suggest, for losses that have it
public record JudgeAudit(
        String judge,
        List<Kind> kinds,
        MeasuredShare all,
        Seats seats,
        Length length,
        MeasuredShare stability,
        Calibration calibration,
        double smoothing) {
    public JudgeAudit {
        kinds = List.copyOf(kinds);
    }

    /// One kind of probe.
    ///
    /// @param kind how the order is known, such as `truncated` or `labelled`
    /// @param accuracy share of correct verdicts
    /// @param tied number of ties, each counted half correct
    /// @param unreadable probes without a verdict; not in the accuracy
    public record Kind(String kind, MeasuredShare accuracy, int tied, int unreadable) {}

    /// Effect of the seats of the answers.
    ///
    /// @param bias mean log-odds for the first seat, nats
    /// @param consistency share of judgments in which both orders agree
    /// @param verdictMass mean probability of the readable verdicts, in [0, 1]
    public record Seats(double bias, MeasuredShare consistency, double verdictMass) {}

    /// Effect of the lengths of the answers.
    ///
    /// @param longerWins share of the run's own pairs in which the longer answer won
    /// @param longerWinsMatched the same for pairs of similar length
    /// @param accuracyMatched accuracy on probes of similar length
    public record Length(MeasuredShare longerWins, MeasuredShare longerWinsMatched, MeasuredShare accuracyMatched) {}

    /// How well a judge's probabilities match its accuracy.
    ///
    /// @param bins verdicts by confidence
    /// @param error mean distance between confidence and accuracy, in [0, 1]
    /// @param labelled whether the known order comes from people's labels, or else from answers made worse
    public record Calibration(List<Bin> bins, double error, boolean labelled) {
        public Calibration {
            bins = List.copyOf(bins);
        }
    }

    /// Verdicts of similar confidence.
    ///
    /// @param confidence their mean confidence, in [0.5, 1]
    /// @param right share of correct verdicts
    public record Bin(double confidence, MeasuredShare right) {}
}
