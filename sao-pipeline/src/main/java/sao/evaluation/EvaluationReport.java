package sao.evaluation;

import java.util.List;
import java.util.Optional;
import sao.result.JudgedRate.JudgeOrigin;

/// The evaluation of the trained model of a round on one set of prompts outside the training data.
///
/// @param prompts set of prompts
/// @param measured the figures of each judge, in the order of the settings; at least one
/// @param againstFirst the trained model against the model that the run began with, judged by that model; empty in
///     the first round, where it equals the comparison with the start model
public record EvaluationReport(PromptSet prompts, List<JudgedComparison> measured, Optional<Comparison> againstFirst) {
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

    /// The figures of one judge.
    ///
    /// @param origin model of the judge, and its relation to the judge of the pairs
    /// @param measured the trained model against the start model
    /// @param control the start model's responses against each other: the result of the same measurement without a
    ///     change of the model
    public record JudgedComparison(JudgeOrigin origin, Comparison measured, Comparison control) {
        /// {@return whether the control is compatible with an unbiased measurement}
        ///
        /// The level is 99.9 %: at 95 %, one in twenty controls of a sound measurement would raise an alarm.
        public boolean controlHolds() {
            return control.winRate()
                    .interval()
                    .widenedTo999(control.winRate().rate())
                    .contains(0.5);
        }
    }
}
