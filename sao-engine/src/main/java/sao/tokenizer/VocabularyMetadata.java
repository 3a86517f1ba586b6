package sao.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import sao.error.SaoException;

/// A tokenizer as the metadata of a GGUF file: the inverse of [GgufVocabulary].
///
/// @param tokenizer made from a `tokenizer.json`
/// @param config tokens with a role, and the template
/// @param endOfTurn ids that end a turn or a text
/// @param padding the padding id, if any
/// @param size V, rows of the model's embedding
public record VocabularyMetadata(
        TokenizerFile tokenizer, TokenizerConfig config, Set<Integer> endOfTurn, Optional<Integer> padding, int size) {
    private static final String PREFIX = "tokenizer.ggml.";

    /// {@return the metadata with llama.cpp's keys; integers are [Integer]}
    ///
    /// @throws SaoException if GGUF does not support the kind of tokenizer
    public SequencedMap<String, Object> metadata() {
        JsonNode root = parse(tokenizer.json());
        JsonNode model = root.path("model");
        if (!model.path("type").asText().equals("BPE")) {
            throw new SaoException(
                    "The model's tokenizer is of the kind '%s'."
                            .formatted(model.path("type").asText()),
                    "Keep the model as a Hugging Face folder: only tokenizers of the kind BPE are written to GGUF.");
        }
        String[] tokens = new String[size];
        place(tokens, model, root.path("added_tokens"));
        SequencedMap<String, Object> metadata = new LinkedHashMap<>();
        if (model.path("byte_fallback").asBoolean()) {
            metadata.put(PREFIX + "model", "llama");
            metadata.put(PREFIX + "pre", "default");
            metadata.put(PREFIX + "scores", PieceVocabulary.scores(List.of(tokens), model.path("merges")));
            metadata.put(PREFIX + "add_space_prefix", PieceVocabulary.spaceBefore(root));
        } else {
            metadata.put(PREFIX + "model", "gpt2");
            metadata.put(PREFIX + "pre", ByteLevelVocabulary.rule(root));
            metadata.put(PREFIX + "merges", ByteLevelVocabulary.merges(model.path("merges")));
        }
        metadata.put(PREFIX + "tokens", List.of(tokens));
        metadata.put(PREFIX + "token_type", kinds(tokens, root));
        metadata.put(PREFIX + "add_bos_token", tokenizer.addedBeginning().isPresent());
        metadata.put(PREFIX + "add_eos_token", false);
        putRoles(metadata);
        if (!config.chatTemplate().isEmpty()) {
            metadata.put("tokenizer.chat_template", config.chatTemplate());
        }
        return metadata;
    }

    private static JsonNode parse(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tokenizer was made from this text", e);
        }
    }

    /// Rows of the embedding without a token receive a name that never occurs in a tokenised text.
    private void place(String[] tokens, JsonNode model, JsonNode added) {
        for (Map.Entry<String, JsonNode> entry : model.path("vocab").properties()) {
            place(tokens, entry.getKey(), entry.getValue().asInt());
        }
        for (JsonNode token : added) {
            place(tokens, token.path("content").asText(), token.path("id").asInt());
        }
        for (int id = 0; id < size; id++) {
            if (tokens[id] == null) {
                tokens[id] = "[PAD%d]".formatted(id);
            }
        }
    }

    /// A token outside the embedding, such as an image placeholder, cannot be read by a text model.
    private void place(String[] tokens, String token, int id) {
        if (id < size) {
            tokens[id] = token;
        }
    }

    private List<Integer> kinds(String[] tokens, JsonNode root) {
        List<Integer> kinds = new ArrayList<>(Collections.nCopies(size, TokenKind.NORMAL));
        boolean pieces = root.path("model").path("byte_fallback").asBoolean();
        String unknown = root.path("model").path("unk_token").asText("");
        for (int id = 0; id < size; id++) {
            if (tokenizer.idOf(tokens[id]).isEmpty()) {
                kinds.set(id, TokenKind.UNUSED);
            } else if (pieces && tokens[id].matches("<0x[0-9A-F]{2}>")) {
                kinds.set(id, TokenKind.BYTE);
            }
        }
        for (JsonNode token : root.path("added_tokens")) {
            int id = token.path("id").asInt();
            if (id < size) {
                kinds.set(id, token.path("special").asBoolean() ? TokenKind.CONTROL : TokenKind.USER_DEFINED);
            }
        }
        tokenizer.idOf(unknown).filter(id -> pieces && id < size).ifPresent(id -> kinds.set(id, TokenKind.UNKNOWN));
        return kinds;
    }

    private void putRoles(Map<String, Object> metadata) {
        Map<String, Optional<Integer>> roles = new HashMap<>();
        roles.put("bos_token_id", config.beginning().flatMap(tokenizer::idOf));
        roles.put(
                "unknown_token_id",
                Optional.ofNullable(config.specialTokens().get("unk_token")).flatMap(tokenizer::idOf));
        roles.put("padding_token_id", padding.or(() -> config.padding().flatMap(tokenizer::idOf)));
        roles.forEach((key, id) -> id.ifPresent(number -> metadata.put(PREFIX + key, number)));
        List<Integer> ends = ends();
        for (int i = 0; i < ends.size(); i++) {
            metadata.put(PREFIX + GgufVocabulary.ENDS.get(i), ends.get(i));
        }
    }

    /// {@return the ids that end an answer: the end token of the configuration, then those that the template
    /// writes}
    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        config.end().flatMap(tokenizer::idOf).ifPresent(ends::add);
        endOfTurn.stream().filter(id -> !ends.contains(id)).forEach(ends::add);
        if (ends.size() > GgufVocabulary.ENDS.size()) {
            throw new SaoException(
                    "The model's turns end with any of the tokens %s; a GGUF file can name %d."
                            .formatted(ends, GgufVocabulary.ENDS.size()),
                    "Remove ids from eos_token_id in generation_config.json, or keep the Hugging Face folder.");
        }
        return ends;
    }
}
