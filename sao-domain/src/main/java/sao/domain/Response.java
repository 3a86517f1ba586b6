package sao.domain;

import java.util.Optional;
import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.TokenIds;

/// One of a model's answers to a prompt.
///
/// @param id content id, 32 hexadecimal digits
/// @param promptId content id of the prompt
/// @param slot index among the prompt's answers, from 0
/// @param promptTokens ids of the rendered prompt as the model read it; empty if the model does not return
///     them
/// @param answer the answer
public record Response(String id, String promptId, int slot, Optional<TokenIds> promptTokens, Answer answer) {
    /// Maximum ratio of the lengths of two responses of matched length.
    private static final double MATCHED_RATIO = 1.25;

    /// @throws IllegalArgumentException if the slot is negative
    public Response {
        if (slot < 0) {
            throw new IllegalArgumentException("slot %d of a response".formatted(slot));
        }
    }

    /// A response with the ids of its prompt.
    ///
    /// @throws IllegalArgumentException if the slot is negative
    public Response(String id, String promptId, int slot, TokenIds promptTokens, Answer answer) {
        this(id, promptId, slot, Optional.of(promptTokens), answer);
    }

    /// {@return the answer's text}
    public String text() {
        return answer.text();
    }

    /// {@return whether the answer was cut off by its limit of tokens}
    public boolean truncated() {
        return answer.finishReason() == FinishReason.LENGTH;
    }

    /// {@return the length of the answer's text, code points}
    public int length() {
        return text().codePointCount(0, text().length());
    }

    /// {@return whether the lengths of two responses differ by at most 25 %}
    public boolean matchesLengthOf(Response other) {
        int one = length();
        int another = other.length();
        return Math.max(one, another) <= MATCHED_RATIO * Math.min(one, another);
    }
}
