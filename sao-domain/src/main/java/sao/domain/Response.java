package sao.domain;

import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.TokenIds;

/// One of the answers that the model gave to a prompt.
///
/// @param id content id, 32 hexadecimal digits
/// @param promptId what it answers
/// @param slot which of the prompt's answers, from 0
/// @param promptTokens the rendered prompt as the model read it
/// @param answer the answer as sampled
public record Response(String id, String promptId, int slot, TokenIds promptTokens, Answer answer) {
    /// {@return the answer's text}
    public String text() {
        return answer.text();
    }

    /// {@return whether the answer was cut off by its limit}
    public boolean truncated() {
        return answer.finishReason() == FinishReason.LENGTH;
    }
}
