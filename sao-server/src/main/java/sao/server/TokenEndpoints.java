package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sao.token.TokenIds;

/// Answers `/tokenize` and `/detokenize`. Any thread.
final class TokenEndpoints {
    private TokenEndpoints() {}

    /// Answers `/tokenize`: returns the token ids of a text or of a conversation.
    static final class Tokenize implements Exchange.Endpoint {
        private final ServedModel model;

        Tokenize(ServedModel model) {
            this.model = model;
        }

        @Override
        public void answer(Exchange exchange) {
            RequestFields fields = exchange.fields();
            model.requireNamed(fields);
            TokenIds ids;
            if (fields.tree("messages").isPresent()) {
                ids = ChatRequest.prompt(fields, model);
            } else {
                String prompt = fields.text("prompt")
                        .orElseThrow(
                                () -> ApiException.field("prompt", "There is neither prompt nor messages. Give one."));
                ids = model.encode(prompt, fields.flag("add_special_tokens", true));
            }
            ObjectNode body = Json.object().put("count", ids.size()).put("max_model_len", model.contextTokens());
            body.set("tokens", Json.ids(ids));
            if (fields.flag("return_token_strs", false)) {
                ArrayNode spellings = body.putArray("token_strs");
                for (int i = 0; i < ids.size(); i++) {
                    spellings.add(model.texts().spelling(ids.get(i)));
                }
            } else {
                body.putNull("token_strs");
            }
            exchange.send(body);
        }
    }

    /// Answers `/detokenize`: returns the text of token ids, including special tokens.
    static final class Detokenize implements Exchange.Endpoint {
        private final ServedModel model;

        Detokenize(ServedModel model) {
            this.model = model;
        }

        @Override
        public void answer(Exchange exchange) {
            RequestFields fields = exchange.fields();
            model.requireNamed(fields);
            JsonNode tokens = fields.tree("tokens")
                    .orElseThrow(() -> ApiException.field("tokens", "tokens is missing. Give a list of token ids."));
            TokenIds ids = TokenIds.of(RequestFields.ids("tokens", tokens, model.vocabularySize()));
            exchange.send(Json.object().put("prompt", model.engine().tokenizer().decode(ids, false)));
        }
    }
}
