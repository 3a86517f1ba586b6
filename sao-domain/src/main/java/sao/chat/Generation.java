package sao.chat;

import java.util.List;
import sao.token.TokenIds;

/// What [ChatModel#generate] returns.
///
/// @param promptTokens the rendered conversation, exactly as the model read it
/// @param answers as many as were asked for, in order
/// @param usage what it cost
public record Generation(TokenIds promptTokens, List<Answer> answers, Usage usage) {
    public Generation {
        answers = List.copyOf(answers);
    }
}
