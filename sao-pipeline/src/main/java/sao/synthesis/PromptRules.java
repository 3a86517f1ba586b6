package sao.synthesis;

import java.util.Locale;
import sao.novelty.BenchmarkIndex;
import sao.novelty.NoveltyRules;

/// The rules by which a round accepts prompts, and the acceptance rate below which it stops.
///
/// @param novelty similarity thresholds at or above which a prompt repeats an earlier one
/// @param repetitions handling of repeated prompts
/// @param benchmarks prompts of benchmarks that no accepted prompt may overlap with; empty to allow all
/// @param minimumYield share of the last 200 personas that must bring an accepted prompt, or the round is stopped,
///     in [0, 1]; 0 disables the check
public record PromptRules(
        NoveltyRules novelty, Repetitions repetitions, BenchmarkIndex benchmarks, double minimumYield) {
    /// The handling of a prompt that repeats an earlier one.
    public enum Repetitions {
        /// Repeated prompts are dropped and counted.
        DROP,
        /// Repeated prompts are accepted and counted, to measure the effect of repetition.
        KEEP;

        /// {@return the name in settings, in lower case}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
