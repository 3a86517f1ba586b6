package sao.evaluation;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.LogOdds;

/// One response of each model to a prompt, with their judgment.
///
/// @param prompt prompt of both responses
/// @param baseline response of the baseline model
/// @param candidate response of the candidate model
/// @param judgment judgment with the candidate's response as the first one
public record ComparedPair(Prompt prompt, Response baseline, Response candidate, Judgment judgment) {
    /// {@return whether the judgment has a verdict}
    public boolean readable() {
        return !(judgment instanceof Judgment.Unreadable);
    }

    /// {@return the judge's probability that the candidate's response is better, in [0, 1]; 0.5 for a tie}
    ///
    /// @throws IllegalStateException if the judgment is not readable
    public double probability() {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.probability();
            case Judgment.Tied _ -> 0.5;
            case Judgment.Unreadable unreadable -> throw new IllegalStateException(unreadable.reason());
        };
    }

    /// {@return log-odds that the candidate's response is better, nats; 0 for a tie, NaN without a verdict}
    public double logOdds() {
        return (LogOdds.given(judgment) - LogOdds.swapped(judgment)) / 2;
    }

    /// {@return 1 if the candidate's response is better, 0 if it is worse, 0.5 for a tie}
    ///
    /// @throws IllegalStateException if the judgment is not readable
    public double outcome() {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.firstWins() ? 1 : 0;
            case Judgment.Tied _ -> 0.5;
            case Judgment.Unreadable unreadable -> throw new IllegalStateException(unreadable.reason());
        };
    }
}
