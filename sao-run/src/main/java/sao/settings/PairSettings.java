package sao.settings;

import sao.pairing.FlaggedAnswers;
import sao.pairing.TruncatedAnswers;
import sao.schema.Setting;

/// Which judged pairs are good enough to train on.
///
/// @param minimumMargin least log-odds between the answers
/// @param maximumLengthRatio most that one answer may be longer
/// @param truncated what becomes of cut answers
/// @param flagged what becomes of answers that a rule flags
/// @param lengthRho what counts as equally good when length decides
/// @param rejected whose answers are rejected
public record PairSettings(
        @Setting(standard = "0.0", range = "[0, inf)", about = "least log-odds the judge must see, in nats")
        double minimumMargin,

        @Setting(
                standard = "4.0",
                range = "[1, inf)",
                about = "most that the longer answer may have of the shorter one's characters")
        double maximumLengthRatio,

        @Setting(standard = "drop", about = "what becomes of a pair with an answer that the limit of tokens cut off")
        TruncatedAnswers truncated,

        @Setting(
                standard = "drop",
                about = "what becomes of an answer in which a rule sees a refusal, a loop or marks of a chat template;"
                        + " they are counted either way")
        FlaggedAnswers flagged,

        @Setting(
                standard = "0.0",
                range = "[0, 0.5)",
                about = "for more than two answers, the share of the spread of merits that counts as equal: of answers"
                        + " as good as the best the shortest is chosen, of those as bad as the worst the longest"
                        + " rejected; 0: exact equals only")
        double lengthRho,

        @Setting(
                standard = "own",
                about =
                        "whose answers are rejected: those of the round's own model, or from the second round on those of"
                                + " the model that the run started with (start), which answers each prompt as often and keeps the"
                                + " two sides of a pair apart while the model gets better")
        Rejected rejected) {
    /// Whose answers are rejected.
    public enum Rejected {
        /// The model's that also wrote the chosen ones.
        OWN,
        /// The model's with which the run began.
        START
    }
}
