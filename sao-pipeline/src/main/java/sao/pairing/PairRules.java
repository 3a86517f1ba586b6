package sao.pairing;

/// Which judged pairs are good enough to train on.
///
/// @param minimumMargin least log-odds that the judge must see between the answers, at least 0; nats
/// @param maximumLengthRatio most that the longer answer may have of the shorter one's code points, at
///     least 1
/// @param truncated what becomes of answers that were cut off
/// @param flagged what becomes of answers that a rule flags
/// @param lengthRho how much of the spread between the best and the worst merit counts as equally good; of
///     those as good as the best the shortest is chosen, of those as bad as the worst the longest is
///     rejected. In [0, 0.5); 0: only exact equals. Matters from three answers on
public record PairRules(
        double minimumMargin,
        double maximumLengthRatio,
        TruncatedAnswers truncated,
        FlaggedAnswers flagged,
        double lengthRho) {
    public PairRules {
        require(minimumMargin >= 0, "minimum_margin", minimumMargin, "at least 0");
        require(maximumLengthRatio >= 1, "maximum_length_ratio", maximumLengthRatio, "at least 1");
        require(lengthRho >= 0 && lengthRho < 0.5, "length_rho", lengthRho, "at least 0 and below 0.5");
    }

    private static void require(boolean holds, String name, double found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }
}
