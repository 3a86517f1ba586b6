package sao.jsonfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.file.TextFile;

/// Reads the values of a JSON file: a JSON array of values, or values after one another, such as JSON lines.
public final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
            .build();

    private JsonFile() {}

    /// {@return the values of a file, in its order; those of an array one by one; empty if there are none}
    ///
    /// @param file in UTF-8, with or without a byte order mark
    /// @param unit name of a value in messages, such as `record`
    /// @throws SaoException if the file cannot be read or is not JSON
    public static List<JsonNode> read(Path file, String unit) {
        List<JsonNode> found = new ArrayList<>();
        try (BufferedReader text = TextFile.open(file);
                MappingIterator<JsonNode> values =
                        JSON.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                if (value.isArray()) {
                    value.forEach(found::add);
                } else {
                    found.add(value);
                }
            }
        } catch (JsonProcessingException e) {
            throw new SaoException(
                    "%s is not JSON after its %s %d: %s"
                            .formatted(file, unit, found.size(), Excerpt.ofJsonError(e.getOriginalMessage())),
                    "Correct the file: give a JSON array of %ss, or one %s a line.".formatted(unit, unit),
                    e);
        } catch (NoSuchFileException e) {
            throw new SaoException(
                    "%s cannot be read: it does not exist.".formatted(file), "Give the path of a JSON file.", e);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e), "Check the path, the rights and that it is UTF-8.", e);
        }
        return found;
    }
}
