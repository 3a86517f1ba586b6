package sao.settings;

import sao.pairing.FlaggedAnswers;
import sao.pairing.TruncatedAnswers;
import sao.schema.Setting;

/// Which judged pairs are good enough to train on.
///
/// @param minimumMargin least log-odds between the responses
/// @param maximumLengthRatio highest ratio of the lengths of the responses
/// @param truncated what happens to truncated responses
/// @param flagged what happens to responses that a rule flags
/// @param lengthRho range of merits that count as equal when length decides
/// @param rejected which model's responses are rejected
public record PairSettings(
        @Setting(standard = "0.0", range = "[0, inf)", about = "least log-odds between the responses, in nats")
        double minimumMargin,

        @Setting(
                standard = "4.0",
                range = "[1, inf)",
                about = "highest ratio of the longer response's characters to the shorter one's")
        double maximumLengthRatio,

        @Setting(
                standard = "drop",
                about =
                        "what happens to responses that reached the token limit: drop excludes them, keep judges them as"
                                + " all others, alike makes pairs only of two responses that both ended or both reached the"
                                + " limit, so that pairs teach nothing about ending")
        TruncatedAnswers truncated,

        @Setting(
                standard = "drop",
                about = "what happens to a response in which a rule finds a refusal, a loop or chat template markers;"
                        + " they are counted either way")
        FlaggedAnswers flagged,

        @Setting(
                standard = "0.0",
                range = "[0, 0.5)",
                about = "for more than two responses, the share of the range of merits that counts as equal: the"
                        + " shortest of those equal to the best is chosen, the longest of those equal to the worst is"
                        + " rejected; 0: only exactly equal merits")
        double lengthRho,

        @Setting(
                standard = "own",
                about =
                        "which model writes the rejected responses: the round's start model (own), or from the second round on"
                                + " the run's start model (start), which keeps chosen and rejected responses different while"
                                + " the model improves")
        Rejected rejected) {
    /// Which model writes the rejected responses.
    public enum Rejected {
        /// The model's that also wrote the chosen ones.
        OWN,
        /// The model's with which the run began.
        START
    }
}
