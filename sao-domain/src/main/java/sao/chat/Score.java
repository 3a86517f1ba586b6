package sao.chat;

import java.util.List;
import sao.token.TokenIds;

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
