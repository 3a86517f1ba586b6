package sao.pairing;

/// The rules by which judged pairs are selected for training.
///
/// @param minimumMargin minimum absolute log-odds between the responses, at least 0; nats
/// @param maximumLengthRatio maximum ratio of the length of the longer response to the shorter one, in code
///     points, at least 1
/// @param truncated handling of truncated responses
/// @param flagged handling of flagged responses
/// @param lengthRho share of the range between the best and the worst merit within which merits count as equal, in
///     [0, 0.5); of the responses equal to the best the shortest is chosen, of the responses equal to the worst
///     the longest is rejected. With 0 only exactly equal merits count as equal. Has no effect with two responses
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
