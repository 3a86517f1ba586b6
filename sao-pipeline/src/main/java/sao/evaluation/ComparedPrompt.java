package sao.evaluation;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// One prompt with both responses and their judgment.
///
/// @param prompt prompt of both responses
/// @param baseline response of the baseline model
/// @param candidate response of the candidate model
/// @param judgment judgment with the candidate's response as the first one
public record ComparedPrompt(Prompt prompt, Response baseline, Response candidate, Judgment judgment) {
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
}
