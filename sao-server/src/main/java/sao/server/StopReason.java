package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// The stop text or stop token of the request that ended an answer, if one did.
///
/// @param text the stop text; empty if no stop text ended the answer
/// @param token the stop token's id; negative if no stop token ended the answer
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

    /// Writes the field `stop_reason`.
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
