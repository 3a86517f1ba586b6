package sao.evaluation;

import java.util.List;
import java.util.Optional;

/// The evaluation of the trained model of a round on one set of prompts outside the training data.
///
/// @param prompts set of prompts
/// @param measured the trained model against the start model, one comparison for each judge, the start model as
///     the judge first
/// @param control the start model against itself with other seeds, by the first judge: the result of the same
///     measurement without a change of the model
/// @param againstFirst the trained model against the model that the run began with, judged by that model; empty in
///     the first round, where it equals `measured`
public record EvaluationReport(
        PromptSet prompts, List<Comparison> measured, Comparison control, Optional<Comparison> againstFirst) {
    public EvaluationReport {
        measured = List.copyOf(measured);
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs at least one judge");
        }
    }

    /// {@return whether the interval of the control contains a win rate of 0.5, as expected from an unbiased
    /// measurement}
    public boolean controlHolds() {
        return control.winRate().interval().contains(0.5);
    }
}
