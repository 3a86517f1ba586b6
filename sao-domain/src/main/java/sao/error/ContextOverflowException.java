package sao.error;

/// A prompt and its answer, or a prompt and a continuation, have more tokens than the model's context.
/// Shorter calls may succeed.
public final class ContextOverflowException extends SaoException {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY = "Shorten the prompt, or lower max_tokens.";

    /// @param tokens number of tokens of the rendered prompt
    /// @param more maximum number of tokens of the answer, or number of tokens of the continuation
    /// @param contextTokens maximum number of tokens of prompt and answer together
    public ContextOverflowException(int tokens, int more, int contextTokens) {
        super(
                "The prompt has %d tokens and the answer may have %d: together more than the context of %d."
                        .formatted(tokens, more, contextTokens),
                REMEDY);
    }

    /// @param problem what a server says of the numbers
    public ContextOverflowException(String problem) {
        super(problem, REMEDY);
    }
}
