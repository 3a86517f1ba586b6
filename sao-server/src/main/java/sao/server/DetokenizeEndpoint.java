package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import sao.token.TokenIds;

/// `/detokenize`: the text of ids, special tokens included.
final class DetokenizeEndpoint implements Endpoint {
    private final ServedModel model;

    DetokenizeEndpoint(ServedModel model) {
        this.model = model;
    }

    @Override
    public void answer(Exchange exchange) {
        Fields fields = exchange.fields();
        model.requireNamed(fields);
        JsonNode tokens = fields.tree("tokens")
                .orElseThrow(() -> ApiException.field("tokens", "tokens is missing. Give a list of token ids."));
        TokenIds ids = TokenIds.of(Fields.ids("tokens", tokens, model.vocabularySize()));
        exchange.send(Json.object().put("prompt", model.engine().tokenizer().decode(ids, false)));
    }
}
