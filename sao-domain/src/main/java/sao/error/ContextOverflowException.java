package sao.error;

/// A conversation and its answer have more tokens together than the model's context holds.
public final class ContextOverflowException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param tokens of the rendered conversation
    /// @param more tokens that the answer may have, or the continuation has
    /// @param contextTokens most tokens of both together
    public ContextOverflowException(int tokens, int more, int contextTokens) {
        super(
                "The prompt has %d tokens and the answer may have %d: together more than the context of %d."
                        .formatted(tokens, more, contextTokens),
                "Shorten the prompt, or lower max_tokens.");
    }
}
