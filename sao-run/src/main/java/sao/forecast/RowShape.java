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
    /// Assumed tokens of a constraint that is added to a prompt.
    private static final int CONSTRAINT = 20;

    /// {@return the number of responses and verdicts of the evaluation}
    ///
    /// @param heldOut number of held-out prompts
    /// @param load of each prompt
    double measuringCalls(double heldOut, EvaluationLoad load) {
        return (load.answers() + load.verdicts()) * (heldOut + benchmarks.prompts());
    }

    /// {@return the tokens of the evaluation's calls}
    ///
    /// @param heldOut number of held-out prompts
    /// @param load of each prompt
    Tokens measuring(double heldOut, EvaluationLoad load) {
        return measuring(heldOut, promptTokens, load)
                .plus(measuring(benchmarks.prompts(), benchmarks.promptTokens(), load));
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
    private Tokens measuring(double prompts, double tokens, EvaluationLoad load) {
        Range longer = Range.exactly(2 * Math.max(0, tokens - promptTokens));
        return new Tokens(Range.exactly(tokens), answer)
                .times(Range.exactly(load.answers() * prompts))
                .plus(verdict.plus(new Tokens(longer, Range.ZERO)).times(Range.exactly(load.verdicts() * prompts)));
    }
}
