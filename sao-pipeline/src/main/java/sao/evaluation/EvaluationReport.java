package sao.evaluation;

import java.util.List;
import java.util.Optional;

/// The evaluation of the trained model of a round on one set of prompts outside the training data.
///
/// @param prompts set of prompts
/// @param measured the figures of each judge, in the order of the settings; at least one
/// @param againstFirst the trained model against the model that the run began with, judged by that model; empty in
///     the first round, where it equals the comparison with the start model
public record EvaluationReport(
        PromptSet prompts, List<JudgedComparison> measured, Optional<Comparison> againstFirst) {
    public EvaluationReport {
        measured = List.copyOf(measured);
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs at least one judge");
        }
    }

    /// {@return the figures that decide: those of the first judge that is independent of the training, or of the
    /// first judge if none is}
    public JudgedComparison leading() {
        return measured.stream()
                .filter(judged -> judged.origin().independent())
                .findFirst()
                .orElse(measured.getFirst());
    }
}
