package sao.persona;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import sao.error.Excerpt;

/// Reads a persona from one field of a JSON object.
///
/// @param field name of the field
record JsonLine(String field) implements PersonaFile.LineReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String person(String line) {
        if (line.isBlank()) {
            return "";
        }
        try {
            JsonNode object = JSON.readTree(line);
            JsonNode person = object.path(field);
            if (!person.isTextual()) {
                throw new IllegalArgumentException(
                        "it has no text in the field '%s'%s".formatted(field, others(object)));
            }
            if (person.textValue().isBlank()) {
                throw new IllegalArgumentException("its field '%s' is empty".formatted(field));
            }
            return person.textValue().strip();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + Excerpt.ofJsonError(e.getOriginalMessage()), e);
        }
    }

    private static String others(JsonNode object) {
        List<String> texts = object.properties().stream()
                .filter(property -> property.getValue().isTextual())
                .map(Map.Entry::getKey)
                .toList();
        return texts.isEmpty() ? "" : ", but in '%s'".formatted(String.join("', '", texts));
    }
}
