package sao.chat;

import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// Result of [ChatModel#score] and [ChatModel#scoreText].
///
/// @param promptTokens ids of the rendered prompt; empty if the model does not return them
/// @param continuations one for each text given, in order
/// @param usage tokens and time of the call
public record Score(Optional<TokenIds> promptTokens, List<Continuation> continuations, Usage usage) {
    public Score {
        continuations = List.copyOf(continuations);
    }

    /// A score with the ids of its prompt.
    public Score(TokenIds promptTokens, List<Continuation> continuations, Usage usage) {
        this(Optional.of(promptTokens), continuations, usage);
    }
}
