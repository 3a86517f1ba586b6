package sao.domain;

import java.util.List;

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
