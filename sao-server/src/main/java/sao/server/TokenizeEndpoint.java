package sao.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sao.token.TokenIds;

/// `/tokenize`: the ids of a text or of a conversation.
final class TokenizeEndpoint implements Endpoint {
    private final ServedModel model;

    TokenizeEndpoint(ServedModel model) {
        this.model = model;
    }

    @Override
    public void answer(Exchange exchange) {
        Fields fields = exchange.fields();
        model.requireNamed(fields);
        TokenIds ids;
        if (fields.tree("messages").isPresent()) {
            ids = ChatRequest.prompt(fields, model);
        } else {
            String prompt = fields.text("prompt")
                    .orElseThrow(() -> ApiException.field("prompt", "There is neither prompt nor messages. Give one."));
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
