package sao.settings;

import sao.pairing.TruncatedAnswers;

/// Which judged pairs are good enough to train on.
///
/// @param minimumMargin least log-odds between the answers
/// @param maximumLengthRatio most that one answer may be longer
/// @param truncated what becomes of cut answers
public record PairSettings(
        @Setting(standard = "0.0", range = "[0, inf)", about = "least log-odds the judge must see, in nats")
        double minimumMargin,

        @Setting(
                standard = "4.0",
                range = "[1, inf)",
                about = "most that the longer answer may have of the shorter one's characters")
        double maximumLengthRatio,

        @Setting(standard = "drop", about = "what becomes of a pair with an answer that the limit of tokens cut off")
        TruncatedAnswers truncated) {}
