package sao.result;

import java.util.List;
import java.util.Objects;
import sao.statistics.Interval;

/// How often the start model and the trained model follow verifiable constraints: instructions that a rule
/// verifies. No judge is involved.
///
/// @param rules name and version of the constraints
/// @param prompts number of prompts that both models answered
/// @param draws number of answers of each model to each prompt
/// @param start share of the start model's answers that meet their constraint
/// @param trained share of the trained model's answers that meet their constraint
/// @param difference mean over prompts of the trained model's pass rate minus the start model's, in [-1, 1]
/// @param interval 95 % interval of the difference, by bootstrap over the prompts without constraints
/// @param startTruncated share of the start model's answers that were cut off by the token limit, in [0, 1]
/// @param trainedTruncated share of the trained model's answers that were cut off by the token limit, in [0, 1]
/// @param families counts by family of constraints, in the order of the rules
/// @param byPrompt counts of each prompt; empty in ledgers of versions that did not store them
public record ConstraintFigures(
        String rules,
        int prompts,
        int draws,
        MeasuredShare start,
        MeasuredShare trained,
        double difference,
        Interval interval,
        double startTruncated,
        double trainedTruncated,
        List<Family> families,
        List<PromptCount> byPrompt) {
    public ConstraintFigures {
        families = List.copyOf(families);
        byPrompt = List.copyOf(Objects.requireNonNullElse(byPrompt, List.of()));
    }

    /// The answers to the prompts of one family of constraints.
    ///
    /// @param family its name
    /// @param answers number of answers of each model
    /// @param start number of the start model's answers that meet the constraint
    /// @param trained number of the trained model's answers that meet the constraint
    public record Family(String family, int answers, int start, int trained) {}

    /// The answers to one prompt.
    ///
    /// @param prompt content id of the prompt with the constraint
    /// @param base content id of the prompt without the constraint
    /// @param answers number of answers of each model
    /// @param start number of the start model's answers that meet the constraint
    /// @param trained number of the trained model's answers that meet the constraint
    public record PromptCount(String prompt, String base, int answers, int start, int trained) {
        /// {@return the trained model's pass rate minus the start model's, in [-1, 1]}
        public double difference() {
            return (double) (trained - start) / answers;
        }
    }
}
