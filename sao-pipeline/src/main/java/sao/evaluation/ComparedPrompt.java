package sao.evaluation;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// One prompt with both responses and what the judge said.
///
/// @param prompt what was asked
/// @param baseline response of the model compared with
/// @param candidate response of the model that is measured
/// @param judgment of the two, the candidate's response in the first place
public record ComparedPrompt(Prompt prompt, Response baseline, Response candidate, Judgment judgment) {
    /// {@return whether the judge's words could be read}
    public boolean readable() {
        return !(judgment instanceof Judgment.Unreadable);
    }

    /// {@return the judge's probability that the candidate's response is the better one; 0.5 for a tie}
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
