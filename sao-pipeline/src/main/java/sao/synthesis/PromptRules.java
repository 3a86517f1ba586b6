package sao.synthesis;

import sao.novelty.BenchmarkIndex;
import sao.novelty.NoveltyRules;

/// Which prompts are wanted, and when a round gives up.
///
/// @param novelty from which likeness to an earlier prompt on one is a repetition
/// @param repetitions what becomes of them
/// @param benchmarks prompts of benchmarks that none may overlap with; empty to allow all
/// @param minimumYield share of the last 200 personas that must bring a wanted prompt, or the
///     round is given up; 0 never gives up
public record PromptRules(
        NoveltyRules novelty, Repetitions repetitions, BenchmarkIndex benchmarks, double minimumYield) {}
