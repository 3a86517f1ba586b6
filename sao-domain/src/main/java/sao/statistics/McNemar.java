package sao.statistics;

/// McNemar's exact test of two classifiers on the same questions, two-sided.
///
/// Null hypothesis: a question that exactly one of the two answers correctly is as likely to be answered by the one
/// as by the other. Then the number of questions that only the second answers correctly is binomial with
/// probability 1/2.
///
/// Source: McNemar, Psychometrika 12, 1947; the exact form is the binomial test of the discordant pairs.
///
/// @param gained number of questions that only the second answers correctly, at least 0
/// @param lost number of questions that only the first answers correctly, at least 0
public record McNemar(int gained, int lost) {
    public McNemar {
        if (gained < 0 || lost < 0) {
            throw new IllegalArgumentException("%d gained and %d lost must not be negative".formatted(gained, lost));
        }
    }

    /// {@return the test of two results on the same questions}
    ///
    /// @param first 1 for a correct answer, 0 for a wrong one
    /// @param second the same of the second classifier, in the same order
    /// @throws IllegalArgumentException if the lengths differ
    public static McNemar of(double[] first, double... second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("%d and %d results".formatted(first.length, second.length));
        }
        int gained = 0;
        int lost = 0;
        for (int i = 0; i < first.length; i++) {
            gained += second[i] > first[i] ? 1 : 0;
            lost += second[i] < first[i] ? 1 : 0;
        }
        return new McNemar(gained, lost);
    }

    /// {@return the two-sided p-value; 1 without a discordant question}
    public double p() {
        int discordant = gained + lost;
        double logTerm = -discordant * Math.log(2); // of 0 successes
        double tail = Math.exp(logTerm);
        for (int k = 1; k <= Math.min(gained, lost); k++) {
            logTerm += Math.log((discordant - k + 1.0) / k);
            tail += Math.exp(logTerm);
        }
        return Math.min(1, 2 * tail);
    }
}
