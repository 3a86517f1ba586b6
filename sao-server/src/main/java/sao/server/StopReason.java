package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// What of the request ended an answer: a stop text, a stop token, or neither.
///
/// @param text the stop text, empty if none ended it
/// @param token the stop token, below 0 if none ended it
record StopReason(String text, int token) {
    private static final StopReason NONE = new StopReason("", -1);

    static StopReason of(Answer answer, SamplingSettings sampling, ServedModel model) {
        if (answer.finishReason() != FinishReason.STOP) {
            return NONE;
        }
        TokenIds tokens = answer.tokens().orElseThrow();
        int last = tokens.get(tokens.size() - 1);
        if (sampling.ending().stopTokens().contains(last)) {
            return new StopReason("", last);
        }
        if (model.engine().source().endOfTurn().contains(last)) {
            return NONE;
        }
        String whole = model.engine().tokenizer().decode(tokens, true);
        String rest = whole.substring(Math.min(answer.text().length(), whole.length()));
        List<String> ends = sampling.stop().stream().filter(rest::startsWith).toList();
        return ends.isEmpty() ? NONE : new StopReason(ends.getFirst(), -1);
    }

    /// Writes it as `stop_reason`.
    void into(ObjectNode choice) {
        if (!text.isEmpty()) {
            choice.put("stop_reason", text);
        } else if (token >= 0) {
            choice.put("stop_reason", token);
        } else {
            choice.putNull("stop_reason");
        }
    }
}
