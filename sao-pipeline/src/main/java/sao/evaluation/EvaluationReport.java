package sao.evaluation;

import java.util.List;
import java.util.Optional;

/// The measurement of a round's trained model on one set of prompts that were not trained on.
///
/// @param prompts the set
/// @param measured the trained model against the start model, once for each judge, the start model's own
///     judgment first
/// @param control the start model against itself with other seeds, by the first judge: the result of the same
///     measurement when nothing has changed
/// @param againstFirst the trained model against the model that the run began with, judged by that model; empty
///     in the
///     first round, where it equals `measured`
public record EvaluationReport(
        PromptSet prompts, List<Comparison> measured, Comparison control, Optional<Comparison> againstFirst) {
    public EvaluationReport {
        measured = List.copyOf(measured);
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs at least one judge");
        }
    }

    /// {@return whether the control says 50 % within its interval, as it must if the measurement is sound}
    public boolean controlHolds() {
        return control.winRate().interval().contains(0.5);
    }
}
