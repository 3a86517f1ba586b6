package sao.forecast;

/// What benchmarks ask of a run.
///
/// @param prompts of all of them together
/// @param promptTokens mean tokens of a prompt as the model reads it
public record BenchmarkLoad(int prompts, double promptTokens) {
    /// No benchmarks.
    public static final BenchmarkLoad NONE = new BenchmarkLoad(0, 0);
}
