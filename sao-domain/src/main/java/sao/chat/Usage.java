package sao.chat;

/// Tokens and time of one call. Two equal calls may differ here: usage is not part of a call's identity.
///
/// @param promptTokens tokens of the rendered prompt, at least 0
/// @param cachedTokens those of them that a prefix cache supplied, from 0 to `promptTokens`
/// @param completionTokens tokens generated or scored, over all answers, at least 0
/// @param nanoseconds wall time of the call, queueing included, at least 0
public record Usage(int promptTokens, int cachedTokens, int completionTokens, long nanoseconds) {
    /// @throws IllegalArgumentException if a number is negative, or more tokens are cached than read
    public Usage {
        if (promptTokens < 0
                || cachedTokens < 0
                || cachedTokens > promptTokens
                || completionTokens < 0
                || nanoseconds < 0) {
            throw new IllegalArgumentException("usage of %d prompt tokens (%d cached), %d completion tokens, %d ns"
                    .formatted(promptTokens, cachedTokens, completionTokens, nanoseconds));
        }
    }
}
