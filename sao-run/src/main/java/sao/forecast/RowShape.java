package sao.forecast;

/// What one row looks like on average, and what is asked besides rows.
///
/// @param personas drawn for each accepted prompt, at least 1
/// @param writing tokens of writing a prompt, its persona's included
/// @param promptTokens tokens of the bare prompt as the model reads it
/// @param answer tokens of an answer
/// @param verdict tokens of judging two answers
/// @param pairs that an answered prompt becomes, in [0, 1]
/// @param benchmarks what both models are asked at the end
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

    /// {@return model calls of measuring: the start model answers each prompt twice and the trained one once, and
    /// two verdicts are given}
    double measuringCalls(double heldOut) {
        return (ANSWERS + VERDICTS) * (heldOut + benchmarks.prompts());
    }

    /// {@return tokens of those calls}
    Tokens measuring(double heldOut) {
        return measuring(heldOut, promptTokens).plus(measuring(benchmarks.prompts(), benchmarks.promptTokens()));
    }

    /// A verdict on a longer prompt than a row's reads it twice, once with each answer.
    private Tokens measuring(double prompts, double tokens) {
        Range longer = Range.exactly(2 * Math.max(0, tokens - promptTokens));
        return new Tokens(Range.exactly(tokens), answer)
                .times(Range.exactly(ANSWERS * prompts))
                .plus(verdict.plus(new Tokens(longer, Range.ZERO)).times(Range.exactly(VERDICTS * prompts)));
    }
}
