package sao.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Settings as somebody gave them, not yet checked against what exists.
///
/// @param origin the file or option, for messages
/// @param tree a YAML mapping
/// @param comments what a person wrote beside it
public record SettingsLayer(String origin, ObjectNode tree, SettingsComments comments) {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /// {@return what a file says}
    ///
    /// @throws InvalidSettingsException if it cannot be read or is no YAML mapping
    public static SettingsLayer file(Path file) {
        try {
            return yaml(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new InvalidSettingsException(
                    "There is no settings file %s.".formatted(file),
                    "Give the path of a YAML file, or start from a preset: sao run --preset %s"
                            .formatted(String.join(" | ", Preset.names())));
        } catch (CharacterCodingException e) {
            throw new InvalidSettingsException("%s is not UTF-8 text.".formatted(file), "Save it as UTF-8.");
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    "%s cannot be read: %s".formatted(file, e), "Check that it is a file you may read.");
        }
    }

    /// {@return what a text says}
    ///
    /// @param origin for messages
    /// @param text YAML
    /// @throws InvalidSettingsException if it is no YAML mapping
    public static SettingsLayer yaml(String origin, String text) {
        JsonNode tree = parse(origin, text);
        if (tree.isMissingNode() || tree.isNull()) {
            return new SettingsLayer(origin, YAML.createObjectNode(), SettingsComments.NONE);
        }
        if (!(tree instanceof ObjectNode mapping)) {
            throw new InvalidSettingsException(
                    "%s is no mapping of keys to values.".formatted(origin),
                    "Write lines such as `seed: 42`, and sections such as `train:` with indented keys below.");
        }
        return new SettingsLayer(origin, mapping, SettingsComments.of(text));
    }

    /// {@return what an option of the form `key.path=value` says; the value is YAML}
    ///
    /// @throws InvalidSettingsException if it has another form
    public static SettingsLayer assignment(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new InvalidSettingsException(
                    "'--set %s' has no key and value.".formatted(text), "Write for example --set train.epochs=2");
        }
        String path = text.substring(0, equals).strip();
        ObjectNode root = YAML.createObjectNode();
        ObjectNode section = root;
        List<String> keys = List.of(path.split("\\.", -1));
        for (String key : keys.subList(0, keys.size() - 1)) {
            section = section.putObject(key);
        }
        JsonNode value = parse("--set " + text, text.substring(equals + 1));
        section.set(keys.getLast(), value.isMissingNode() ? YAML.nullNode() : value);
        return new SettingsLayer("--set " + path, root, SettingsComments.NONE);
    }

    /// {@return what was written beside the keys of these layers; the last layer that says something wins}
    public static SettingsComments comments(List<SettingsLayer> layers) {
        return layers.stream().map(SettingsLayer::comments).reduce(SettingsComments.NONE, SettingsComments::then);
    }

    private static JsonNode parse(String origin, String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            JsonNode tree = YAML.readTree(parser);
            return tree == null ? YAML.missingNode() : tree;
        } catch (JacksonException e) {
            throw new InvalidSettingsException(
                    "%s is not YAML: line %d, column %d: %s"
                            .formatted(
                                    origin,
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr(),
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getColumnNr(),
                                    firstLine(e.getOriginalMessage())),
                    "Correct that line. Indent with spaces, and put texts with colons in quotes.");
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail to be read", e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
