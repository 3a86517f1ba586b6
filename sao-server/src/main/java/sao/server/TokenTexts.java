package sao.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.model.ModelSource;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// Gives the text, the bytes and the vocabulary entry of single tokens. Any thread.
final class TokenTexts {
    private static final int BYTES = 256;
    /// Token that precedes the decoded one, because a decoder may drop a space at the beginning of a text.
    private static final String ANCHOR = "a";

    private final Tokenizer tokenizer;
    private final List<String> spellings = new ArrayList<>();
    private final boolean byteLevel;
    private final TokenIds anchor;
    private final int anchorLength;

    TokenTexts(ModelSource source) {
        this.tokenizer = source.tokenizer();
        JsonNode root = root(source.tokenizerJson());
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            spellings.add("");
        }
        JsonNode vocabulary = root.path("model").path("vocab");
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            spellings.set(entry.getValue().asInt(), entry.getKey());
        }
        for (int id = 0; vocabulary.isArray() && id < vocabulary.size(); id++) {
            spellings.set(id, vocabulary.path(id).path(0).asText());
        }
        this.byteLevel = root.path("decoder").toString().contains("\"ByteLevel\"");
        for (JsonNode token : root.path("added_tokens")) {
            spellings.set(token.path("id").asInt(), token.path("content").asText());
        }
        this.anchor = tokenizer.encode(ANCHOR);
        this.anchorLength = tokenizer.decode(anchor, false).length();
    }

    private static JsonNode root(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tokenizer was read from this text", e);
        }
    }

    /// {@return the token's entry in the vocabulary; empty if the id has none}
    String spelling(int id) {
        return id < spellings.size() ? spellings.get(id) : "";
    }

    /// {@return the token's text within a longer text; the replacement character if it is a part of a
    /// character}
    String text(int id) {
        String text = tokenizer.decode(anchor.then(TokenIds.of(id)), false);
        return text.length() <= anchorLength ? "" : text.substring(anchorLength);
    }

    /// {@return the token's bytes, also for a part of a character if the vocabulary shows them}
    byte[] bytes(int id) {
        String text = text(id);
        if (byteLevel && text.indexOf('\uFFFD') >= 0) {
            return spelling(id)
                    .chars()
                    .collect(
                            ByteArrayOutputStream::new,
                            (bytes, letter) -> bytes.write(ofLetter((char) letter)),
                            (left, right) -> left.writeBytes(right.toByteArray()))
                    .toByteArray();
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// {@return the byte that GPT-2's byte-to-character table maps to this character}
    private static int ofLetter(char letter) {
        if (letter < BYTES) {
            return letter; // visible as it is
        }
        int hidden = letter - BYTES;
        return hidden <= ' ' ? hidden : hidden < 67 ? hidden - 33 + 0x7F : 0xAD;
    }
}
