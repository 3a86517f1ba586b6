package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Supplier;
import sao.error.SaoException;
import sao.generation.EngineChatModel;
import sao.token.TokenIds;

/// The served model with its name in the protocol. Any thread.
///
/// @param engine the embedded model
/// @param name the model's name in the protocol
/// @param created time at which the server was started; Unix time in seconds
/// @param texts text of single tokens
record ServedModel(EngineChatModel engine, String name, long created, TokenTexts texts) {
    private static final int FINGERPRINT = 8;

    static ServedModel of(EngineChatModel engine, String name) {
        return new ServedModel(engine, name, Instant.now().getEpochSecond(), new TokenTexts(engine.source()));
    }

    int contextTokens() {
        return engine.capabilities().contextTokens();
    }

    int vocabularySize() {
        return engine.source().config().vocabularySize();
    }

    /// {@return a short digest of weights, tokenizer, template and precision}
    String fingerprint() {
        return "sao-" + engine.fingerprint().substring(0, FINGERPRINT);
    }

    /// Refuses a request that names another model. A request that names no model is accepted.
    void requireNamed(RequestFields fields) {
        fields.text("model").ifPresent(asked -> {
            if (!asked.equals(name)) {
                throw noSuchModel(asked);
            }
        });
    }

    ApiException noSuchModel(String asked) {
        return ApiException.of(404, "There is no model '%s' here. Ask for '%s'.".formatted(asked, name));
    }

    /// {@return the token ids of a text that may contain the chat template's markup}
    ///
    /// @param beginning whether the begin-of-text token is added, for a model that uses one
    TokenIds encode(String text, boolean beginning) {
        TokenIds ids = engine.tokenizer().encodeWithSpecials(text);
        if (!beginning) {
            return ids;
        }
        return engine.tokenizer()
                .addedBeginning()
                .filter(first -> ids.size() == 0 || ids.get(0) != first) // exactly one
                .map(first -> TokenIds.of(first).then(ids))
                .orElse(ids);
    }

    /// {@return the model's entry in the list of models}
    ObjectNode entry() {
        ObjectNode entry = Json.object();
        entry.put("id", name).put("object", "model").put("created", created).put("owned_by", "sao");
        entry.put("root", name).putNull("parent").put("max_model_len", contextTokens());
        ObjectNode permission = entry.putArray("permission").addObject();
        permission
                .put("id", "modelperm-" + name)
                .put("object", "model_permission")
                .put("created", created);
        permission.put("allow_create_engine", false).put("allow_sampling", true).put("allow_logprobs", true);
        permission.put("allow_search_indices", false).put("allow_view", true).put("allow_fine_tuning", false);
        permission.put("organization", "*").putNull("group").put("is_blocking", false);
        return entry;
    }

    /// {@return the maximum number of tokens of an answer}
    ///
    /// @param wanted the request's limit, if it gives one
    /// @throws ApiException if prompt and answer together do not fit the context
    int maximumTokens(int promptTokens, int wanted) {
        int room = contextTokens() - promptTokens;
        if (room < 1 || wanted > room) {
            throw ApiException.field(
                    "max_tokens",
                    ("The context of this model is %d tokens; the prompt has %d and the answer may have %d. "
                                    + "Shorten the prompt, or lower max_tokens.")
                            .formatted(contextTokens(), promptTokens, Math.max(wanted, 1)));
        }
        return wanted;
    }

    /// {@return the result of the call; an argument that the engine rejects becomes the request's error}
    static <T> T refusing(Supplier<T> call) {
        try {
            return call.get();
        } catch (SaoException e) {
            throw ApiException.refused(e);
        }
    }
}
