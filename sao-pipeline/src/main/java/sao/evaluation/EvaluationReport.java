package sao.evaluation;

import java.util.List;

/// What a round was worth, measured on one set of prompts that never came near training.
///
/// @param prompts the set
/// @param measured the trained model against the start model, once for each judge, the start model's own
///     judgment first
/// @param control the start model against itself with other seeds, by the first judge: what the same
///     measurement says when nothing has changed
public record EvaluationReport(PromptSet prompts, List<Comparison> measured, Comparison control) {
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
