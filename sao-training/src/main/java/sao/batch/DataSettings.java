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

    /// {@return the paper's batch of 128 and one epoch; 2048 tokens, 1800 of them prompt; shuffled by seed
    /// 42}
    public static DataSettings standard() {
        return new DataSettings(128, 1, true, 42, 2048, 1800);
    }

    /// {@return the same with another batch}
    public DataSettings withBatch(int pairs) {
        return new DataSettings(pairs, epochs, shuffle, seed, maximumTokens, maximumPromptTokens);
    }

    /// {@return the same in the order given}
    public DataSettings inGivenOrder() {
        return new DataSettings(batch, epochs, false, seed, maximumTokens, maximumPromptTokens);
    }

    /// {@return the number of steps for a number of pairs}
    int steps(int pairs) {
        return epochs * Math.ceilDiv(pairs, batch);
    }
}
