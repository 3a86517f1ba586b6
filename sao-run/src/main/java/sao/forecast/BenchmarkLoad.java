package sao.forecast;

/// The prompts of a run's benchmarks.
///
/// @param prompts number of prompts of all benchmarks
/// @param promptTokens mean number of tokens of a prompt, chat template included
public record BenchmarkLoad(int prompts, double promptTokens) {
    /// No benchmarks.
    public static final BenchmarkLoad NONE = new BenchmarkLoad(0, 0);
}
