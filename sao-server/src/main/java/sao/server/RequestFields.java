package sao.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.error.Excerpt;

/// Reads the fields of a request's JSON body by type. A field whose value is null counts as absent.
final class RequestFields {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int SHOWN = 200;

    private final ObjectNode root;

    private RequestFields(ObjectNode root) {
        this.root = root;
    }

    /// {@return the fields of a request body}
    ///
    /// @throws ApiException 400 if the body is not a JSON object
    static RequestFields of(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree instanceof ObjectNode object) {
                return new RequestFields(object);
            }
        } catch (JsonProcessingException e) {
            throw ApiException.of(
                    400, "The body is not JSON: %s.".formatted(Excerpt.ofJsonError(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("bytes can always be read", e);
        }
        throw ApiException.of(400, "The body is not a JSON object. Send one.");
    }

    /// {@return the field's JSON value; empty if the field is absent}
    Optional<JsonNode> tree(String name) {
        JsonNode found = root.path(name);
        return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
    }

    /// {@return the error for a field whose value is invalid; status 400}
    static ApiException wrong(String name, JsonNode found, String wanted) {
        String shown = found.toString();
        return ApiException.field(
                name,
                "%s is %s, but it must be %s."
                        .formatted(name, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown, wanted));
    }

    Optional<String> text(String name) {
        return tree(name).map(found -> {
            if (!found.isTextual()) {
                throw wrong(name, found, "a text");
            }
            return found.textValue();
        });
    }

    boolean flag(String name, boolean otherwise) {
        return tree(name)
                .map(found -> {
                    if (!found.isBoolean()) {
                        throw wrong(name, found, "true or false");
                    }
                    return found.booleanValue();
                })
                .orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return tree(name)
                .map(found -> {
                    if (!found.isNumber()) {
                        throw wrong(name, found, "a number");
                    }
                    return found.doubleValue();
                })
                .orElse(otherwise);
    }

    /// {@return a whole number within the bounds; empty if the field is absent}
    Optional<Long> whole(String name, long least, long most) {
        return tree(name).map(found -> {
            boolean whole = found.isIntegralNumber() && found.canConvertToLong();
            if (!whole || found.longValue() < least || found.longValue() > most) {
                throw wrong(name, found, "a whole number from %d to %d".formatted(least, most));
            }
            return found.longValue();
        });
    }

    int whole(String name, int least, int most, int otherwise) {
        return whole(name, least, most).map(Math::toIntExact).orElse(otherwise);
    }

    /// {@return the texts of a field that contains one text or a list of texts}
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        tree(name).ifPresent(found -> {
            for (JsonNode one : found.isArray() ? found : List.of(found)) {
                if (!one.isTextual() || one.textValue().isEmpty()) {
                    throw wrong(name, found, "a text or a list of texts, none of them empty");
                }
                texts.add(one.textValue());
            }
        });
        return texts;
    }

    /// {@return the token ids of a field that contains a list; empty if the field is absent}
    ///
    /// @param below exclusive upper bound of the ids
    List<Integer> ids(String name, int below) {
        return tree(name).map(found -> ids(name, found, below)).orElse(List.of());
    }

    /// {@return the token ids of a JSON array}
    static List<Integer> ids(String name, JsonNode found, int below) {
        if (!found.isArray()) {
            throw wrong(name, found, "a list of token ids");
        }
        List<Integer> ids = new ArrayList<>(found.size());
        for (JsonNode id : found) {
            if (!id.isInt() || id.intValue() < 0 || id.intValue() >= below) {
                throw ApiException.field(
                        name,
                        "%s holds %s, but the token ids of this model are whole numbers from 0 to %d."
                                .formatted(name, id, below - 1));
            }
            ids.add(id.intValue());
        }
        return ids;
    }
}
