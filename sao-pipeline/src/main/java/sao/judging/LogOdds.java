package sao.judging;

import sao.domain.Judgment;
import sao.domain.Response;

/// Conversion between log-odds and judgments. Log-odds are in nats. Two equal log-odds are a tie.
public final class LogOdds {
    /// Log-odds of a verdict without a confidence: ln 9, nats. The value is a convention. It does not change the
    /// order of pairs; it separates verdicts that agree in both orders (p = 0.9) from verdicts with a tie in one
    /// order (p = 0.75).
    public static final double OF_ONE_VERDICT = Math.log(9);

    private LogOdds() {}

    /// {@return the judgment with these log-odds: a tie if both are equal; unreadable if one is not finite}
    ///
    /// @param given log-odds that the response in the first position is better, responses in the given order; nats
    /// @param swapped log-odds that the response in the first position is better, responses swapped; nats
    /// @param verdictMass probability that the judge assigns to readable verdicts, in [0, 1], see
    ///     [Judgment.Ranked]
    public static Judgment judgment(double given, double swapped, double verdictMass) {
        if (!Double.isFinite(given) || !Double.isFinite(swapped)) {
            return new Judgment.Unreadable("log_odds_not_finite", "given %s, swapped %s".formatted(given, swapped));
        }
        if (given == swapped) {
            return new Judgment.Tied(given, swapped, verdictMass);
        }
        return new Judgment.Ranked(given, swapped, verdictMass);
    }

    /// {@return the judgment of a judge without positions, with verdict mass 1}
    ///
    /// @param logOdds that the first response is the better one; nats
    public static Judgment seatless(double logOdds) {
        return seatless(logOdds, 1);
    }

    /// {@return the judgment of a judge without positions}
    ///
    /// @param logOdds that the first response is the better one; nats
    /// @param verdictMass as in [Judgment.Ranked]
    static Judgment seatless(double logOdds, double verdictMass) {
        double given = logOdds == 0 ? 0 : logOdds; // a tie has 0 in both orders, never 0 and -0
        return judgment(given, 0 - given, verdictMass);
    }

    /// {@return whether two responses have equal texts}
    public static boolean sameText(Response first, Response second) {
        return first.text().equals(second.text());
    }

    /// {@return the tie of two responses with equal texts, which needs no model call}
    public static Judgment tieOfEqualTexts() {
        return new Judgment.Tied(0, 0, 1);
    }

    /// {@return log-odds that the response in the first position is better, responses in the given order; nats,
    /// NaN without a verdict}
    public static double given(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.given();
            case Judgment.Tied tied -> tied.given();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }

    /// {@return log-odds that the response in the first position is better, responses swapped; nats, NaN without a
    /// verdict}
    public static double swapped(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.swapped();
            case Judgment.Tied tied -> tied.swapped();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }

    /// {@return probability that the judge assigns to readable verdicts, in [0, 1]; NaN without a verdict}
    public static double verdictMass(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.verdictMass();
            case Judgment.Tied tied -> tied.verdictMass();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }
}
