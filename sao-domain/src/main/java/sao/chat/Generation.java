package sao.chat;

import java.util.List;
import java.util.Optional;
import sao.token.TokenIds;

/// Result of [ChatModel#generate].
///
/// @param promptTokens ids of the rendered conversation, exactly as the model read it; empty if the model
///     does not return them
/// @param answers as many as were requested, in order
/// @param usage tokens and time of the call
public record Generation(Optional<TokenIds> promptTokens, List<Answer> answers, Usage usage) {
    public Generation {
        answers = List.copyOf(answers);
    }

    /// A generation with the ids of its prompt.
    public Generation(TokenIds promptTokens, List<Answer> answers, Usage usage) {
        this(Optional.of(promptTokens), answers, usage);
    }
}
