package sao.judging;

import sao.chat.Answer;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Prompts and responses for tests.
public final class Responses {
    /// A prompt.
    public static final Prompt PROMPT = new Prompt("p0", "persona", "How do I bake bread?");

    private Responses() {}

    /// {@return a response of that id and text that ended by itself}
    public static Response of(String id, String text) {
        return of(id, text, FinishReason.STOP);
    }

    /// {@return a response of that id, text and ending}
    public static Response of(String id, String text, FinishReason finishReason) {
        Answer answer = new Answer(text, TokenIds.of(1, 2), LogProbabilities.of(-1, -2), finishReason, 3);
        return new Response(id, PROMPT.id(), 0, TokenIds.of(9, 9), answer);
    }
}
