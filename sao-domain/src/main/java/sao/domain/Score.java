package sao.domain;

import java.util.List;

/// What [ChatModel#score] returns.
///
/// @param promptTokens the rendered conversation
/// @param continuations one for each text given, in order
/// @param usage what it cost
public record Score(TokenIds promptTokens, List<Continuation> continuations, Usage usage) {
    public Score {
        continuations = List.copyOf(continuations);
    }
}
