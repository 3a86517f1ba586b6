package sao.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import sao.token.TokenIds;

/// Creates JSON trees and serializes them to UTF-8 bytes. Any thread.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// {@return the token ids as a JSON array}
    static ArrayNode ids(TokenIds ids) {
        ArrayNode list = array();
        for (int i = 0; i < ids.size(); i++) {
            list.add(ids.get(i));
        }
        return list;
    }

    static byte[] bytes(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static String text(ObjectNode tree) {
        return new String(bytes(tree), StandardCharsets.UTF_8);
    }
}
