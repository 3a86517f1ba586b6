package sao.batch;

import sao.error.Arguments;

/// The pairs that are trained, and their order.
///
/// @param batch pairs of one step, at least 1
/// @param epochs number of passes over all pairs, at least 1
/// @param shuffle whether each epoch has a new random order; otherwise the order is the given one
/// @param seed of the order
/// @param maximumTokens most tokens of a prompt with one answer, at least 2; longer pairs are dropped and
///     counted
/// @param maximumPromptTokens most tokens of a prompt, at least 1
public record DataSettings(
        int batch, int epochs, boolean shuffle, long seed, int maximumTokens, int maximumPromptTokens) {
    public DataSettings {
        Arguments.require(batch >= 1, "batch", batch, "at least 1");
        Arguments.require(epochs >= 1, "epochs", epochs, "at least 1");
        Arguments.require(maximumTokens >= 2, "maximum_tokens", maximumTokens, "at least 2");
        Arguments.require(maximumPromptTokens >= 1, "maximum_prompt_tokens", maximumPromptTokens, "at least 1");
    }
}
