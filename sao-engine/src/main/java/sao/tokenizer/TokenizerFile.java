package sao.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.token.TokenIds;

/// The tokenizer that a `tokenizer.json` describes.
///
/// It uses two native tokenizers: one as the file describes it, and one without the special tokens, so that their
/// names inside a user's text stay text.
public final class TokenizerFile implements Tokenizer {
    private final String json;
    private final NativeTokenizer withSpecials;
    private final NativeTokenizer plain;
    private final Map<String, Integer> idByToken;
    private final List<String> specialTokens;
    private final int vocabularySize;
    private final String fingerprint;

    private TokenizerFile(String json, ObjectNode root, String origin) {
        this.json = json;
        this.fingerprint = Sha256.of(json);
        root.putNull("truncation");
        root.putNull("padding");
        this.idByToken = vocabulary(root);
        this.vocabularySize =
                idByToken.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        TreeMap<Integer, String> specials = new TreeMap<>();
        ArrayNode kept = root.arrayNode();
        for (JsonNode token : root.path("added_tokens")) {
            if (token.path("special").asBoolean()) {
                specials.put(token.path("id").asInt(), token.path("content").asText());
            } else {
                kept.add(token);
            }
        }
        this.specialTokens = List.copyOf(specials.values());
        this.withSpecials = NativeTokenizer.of(root.toString(), origin);
        root.set("added_tokens", kept);
        root.putNull("post_processor"); // it may name special tokens, and nothing is added to plain text
        this.plain = NativeTokenizer.of(root.toString(), origin);
    }

    /// Reads a `tokenizer.json`.
    ///
    /// @throws SaoException if it is missing or not a tokenizer
    public static TokenizerFile ofJson(Path path) {
        try {
            return ofJson(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(path, e),
                    "Check that the model's folder holds a tokenizer.json.",
                    e);
        }
    }

    /// {@return the tokenizer that the text of a `tokenizer.json` describes}
    ///
    /// @throws SaoException if it is not a tokenizer
    public static TokenizerFile ofJson(String json) {
        return ofJson(json, "tokenizer.json");
    }

    private static TokenizerFile ofJson(String json, String origin) {
        try {
            if (new JsonMapper().readTree(json) instanceof ObjectNode root) {
                return new TokenizerFile(json, root, origin);
            }
        } catch (JsonProcessingException e) {
            throw new SaoException("%s is not JSON.".formatted(origin), "Fetch the file again.", e);
        }
        throw new SaoException("%s is not a JSON object.".formatted(origin), "Fetch the file again.");
    }

    private static Map<String, Integer> vocabulary(JsonNode root) {
        Map<String, Integer> ids = new HashMap<>();
        JsonNode vocabulary = root.path("model").path("vocab");
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            ids.put(entry.getKey(), entry.getValue().asInt());
        }
        if (vocabulary.isArray()) { // a unigram model lists pairs of piece and score
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.path(id).path(0).asText(), id);
            }
        }
        for (JsonNode token : root.path("added_tokens")) {
            ids.put(token.path("content").asText(), token.path("id").asInt());
        }
        return ids;
    }

    /// {@return the `tokenizer.json` text from which it was created}
    public String json() {
        return json;
    }

    @Override
    public TokenIds encode(String text) {
        return plain.encode(text, false);
    }

    @Override
    public TokenIds encodeWithSpecials(String text) {
        return withSpecials.encode(text, false);
    }

    @Override
    public String decode(TokenIds ids, boolean skipSpecials) {
        return withSpecials.decode(ids, skipSpecials);
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public Optional<Integer> addedBeginning() {
        TokenIds bare = withSpecials.encode("a", false);
        TokenIds dressed = withSpecials.encode("a", true);
        boolean added = dressed.size() > bare.size() && (bare.size() == 0 || dressed.get(0) != bare.get(0));
        return added ? Optional.of(dressed.get(0)) : Optional.empty();
    }

    @Override
    public Optional<Integer> idOf(String token) {
        return Optional.ofNullable(idByToken.get(token));
    }

    @Override
    public List<String> specialTokens() {
        return specialTokens;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
