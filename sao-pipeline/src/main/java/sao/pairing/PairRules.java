package sao.pairing;

/// Which judged pairs are good enough to train on.
///
/// @param minimumMargin least log-odds that the judge must see between the answers, at least 0; nats
/// @param maximumLengthRatio most that the longer answer may have of the shorter one's code points, at
///     least 1
/// @param truncated what becomes of answers that were cut off
public record PairRules(double minimumMargin, double maximumLengthRatio, TruncatedAnswers truncated) {
    public PairRules {
        if (!(minimumMargin >= 0)) {
            throw new IllegalArgumentException(
                    "minimum_margin is %s, but it must be at least 0".formatted(minimumMargin));
        }
        if (!(maximumLengthRatio >= 1)) {
            throw new IllegalArgumentException(
                    "maximum_length_ratio is %s, but it must be at least 1".formatted(maximumLengthRatio));
        }
    }
}
