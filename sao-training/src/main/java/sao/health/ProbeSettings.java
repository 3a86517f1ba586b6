package sao.health;

import sao.error.Arguments;
import sao.token.SamplingSettings;

/// The answers that a model generates at a check.
///
/// @param prompts number of prompts, at least 1; fewer are used if there are not as many
/// @param draws answers to each prompt, at least 1; they share the computation of the prompt. A check generates one,
///     and the others if the first ones are beyond a limit
/// @param sampling temperature, nucleus and maximum number of tokens of an answer; at least 8 tokens
public record ProbeSettings(int prompts, int draws, SamplingSettings sampling) {
    public ProbeSettings {
        Arguments.require(prompts >= 1, "guard.probes", prompts, "at least 1");
        Arguments.require(draws >= 1, "guard.draws", draws, "at least 1");
        Arguments.require(sampling.maximumTokens() >= 8, "guard.tokens", sampling.maximumTokens(), "at least 8");
    }
}
