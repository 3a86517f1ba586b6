package sao.judging;

import sao.domain.Judgment;
import sao.domain.Response;

/// From log-odds to a judgment, in the one place that decides what a tie is.
public final class LogOdds {
    /// What one hard verdict counts for when it carries no confidence of its own: odds of nine to one. A
    /// convention: it orders nothing, it only keeps verdicts that agree in both orders (p = 0.9) apart from
    /// those where one order sees a tie (p = 0.75).
    public static final double OF_ONE_VERDICT = Math.log(9);

    private LogOdds() {}

    /// {@return the judgment of these log-odds; equal in both orders is a tie, not a coin toss}
    ///
    /// @param given log-odds that the first seat wins, responses in the order given; nats
    /// @param swapped log-odds that the first seat wins, responses swapped; nats
    /// @param verdictMass as in [Judgment.Ranked]
    public static Judgment judgment(double given, double swapped, double verdictMass) {
        if (!Double.isFinite(given) || !Double.isFinite(swapped)) {
            return new Judgment.Unreadable("log_odds_not_finite", "given %s, swapped %s".formatted(given, swapped));
        }
        if (given == swapped) {
            return new Judgment.Tied(given, swapped, verdictMass);
        }
        return new Judgment.Ranked(given, swapped, verdictMass);
    }

    /// {@return the judgment of a judge without seats}
    static Judgment seatless(double logOdds) {
        return seatless(logOdds, 1);
    }

    /// {@return the judgment of a judge without seats}
    ///
    /// @param logOdds that the first response is the better one; nats
    /// @param verdictMass as in [Judgment.Ranked]
    static Judgment seatless(double logOdds, double verdictMass) {
        double given = logOdds == 0 ? 0 : logOdds; // the tie is 0 on both sides, never 0 and -0
        return judgment(given, 0 - given, verdictMass);
    }

    /// {@return whether there is nothing to choose between them}
    public static boolean sameText(Response first, Response second) {
        return first.text().equals(second.text());
    }

    /// {@return the tie of two responses of equal text, for which no model needs asking}
    public static Judgment tieOfEqualTexts() {
        return new Judgment.Tied(0, 0, 1);
    }

    /// {@return log-odds that the first seat wins, responses in the order given; nats, NaN without a verdict}
    public static double given(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.given();
            case Judgment.Tied tied -> tied.given();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }

    /// {@return log-odds that the first seat wins, responses swapped; nats, NaN without a verdict}
    public static double swapped(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.swapped();
            case Judgment.Tied tied -> tied.swapped();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }

    /// {@return the probability of readable verdicts, NaN without a verdict}
    public static double verdictMass(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.verdictMass();
            case Judgment.Tied tied -> tied.verdictMass();
            case Judgment.Unreadable _ -> Double.NaN;
        };
    }
}
