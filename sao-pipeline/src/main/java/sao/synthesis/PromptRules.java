package sao.synthesis;

import java.util.Locale;
import sao.novelty.BenchmarkIndex;
import sao.novelty.NoveltyRules;

/// Which prompts a round accepts, and when it gives up.
///
/// @param novelty similarity thresholds at or above which a prompt repeats an earlier one
/// @param repetitions what becomes of repeated prompts
/// @param benchmarks prompts of benchmarks that no accepted prompt may overlap with; empty to allow all
/// @param minimumYield share of the last 200 personas that must bring an accepted prompt, or the round is given up;
///     0 never gives up
public record PromptRules(
        NoveltyRules novelty, Repetitions repetitions, BenchmarkIndex benchmarks, double minimumYield) {
    /// What becomes of a prompt that repeats an earlier one.
    public enum Repetitions {
        /// It is dropped and counted.
        DROP,
        /// It is accepted and counted, to measure the effect of repetition.
        KEEP;

        /// {@return the name in settings, in lower case}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
