package sao.forecast;

import sao.constraint.ConstraintAnswers;

/// Averages of one row of the pipeline, and the benchmarks' prompts.
///
/// @param personas number of personas drawn per accepted prompt, at least 1
/// @param writing tokens read and written to produce a prompt, including its persona
/// @param promptTokens tokens of a prompt with the chat template, without the persona
/// @param answer tokens of a response
/// @param verdict tokens read and written to judge two responses
/// @param pairs pairs per answered prompt, in [0, 1]
/// @param benchmarks prompts that both models answer in the evaluation
public record RowShape(
        Range personas,
        Tokens writing,
        double promptTokens,
        Range answer,
        Tokens verdict,
        Range pairs,
        BenchmarkLoad benchmarks) {
    private static final int ANSWERS = 3;
    private static final int VERDICTS = 2;
    /// Assumed tokens of a constraint that is added to a prompt.
    private static final int CONSTRAINT = 20;

    /// {@return the number of model calls of the evaluation: per prompt two responses of the start model, one of
    /// the trained model, and two verdicts}
    ///
    /// @param heldOut number of held-out prompts
    double measuringCalls(double heldOut) {
        return (ANSWERS + VERDICTS) * (heldOut + benchmarks.prompts());
    }

    /// {@return the tokens of the evaluation's calls}
    ///
    /// @param heldOut number of held-out prompts
    Tokens measuring(double heldOut) {
        return measuring(heldOut, promptTokens).plus(measuring(benchmarks.prompts(), benchmarks.promptTokens()));
    }

    /// {@return the tokens of a model's answers to prompts with verifiable constraints}
    ///
    /// @param prompts number of prompts
    Tokens constrained(double prompts) {
        return new Tokens(Range.exactly(promptTokens + CONSTRAINT), answer.times(ConstraintAnswers.DRAWS))
                .times(Range.exactly(prompts));
    }

    /// {@return the tokens of the evaluation's calls for one set of prompts}
    ///
    /// A verdict reads the prompt twice, once with each response, so a prompt longer than a row's adds twice the
    /// difference.
    ///
    /// @param prompts number of prompts
    /// @param tokens mean tokens of a prompt
    private Tokens measuring(double prompts, double tokens) {
        Range longer = Range.exactly(2 * Math.max(0, tokens - promptTokens));
        return new Tokens(Range.exactly(tokens), answer)
                .times(Range.exactly(ANSWERS * prompts))
                .plus(verdict.plus(new Tokens(longer, Range.ZERO)).times(Range.exactly(VERDICTS * prompts)));
    }
}
