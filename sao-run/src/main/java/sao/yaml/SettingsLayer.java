package sao.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import sao.error.Excerpt;

/// Settings from one source, parsed but not yet checked.
///
/// @param origin the file or option, for error messages
/// @param tree a YAML mapping
/// @param comments the user's comments
public record SettingsLayer(String origin, ObjectNode tree, SettingsComments comments) {
    private static final int MOST_BYTES = 1 << 20; // the presets have at most 700
    private static final int MOST_KEYS = 8; // in a path; settings have 4
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// {@return the settings of a file}
    ///
    /// @throws InvalidSettingsException if the file cannot be read, is longer than 1 MiB or is not a YAML
    ///     mapping
    public static SettingsLayer file(Path file) {
        try {
            return yaml(file.toString(), text(file));
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

    /// Reads at most one byte more than the limit, because the file may be endless, such as a device.
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidSettingsException(
                        "%s has more than %,d bytes.".formatted(file, MOST_BYTES),
                        "Give a file of settings; docs/settings.md describes them.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /// {@return the settings of a text}
    ///
    /// @param origin the file or option, for error messages
    /// @param text YAML
    /// @throws InvalidSettingsException if the text is not a YAML mapping
    public static SettingsLayer yaml(String origin, String text) {
        JsonNode tree = new YamlText(origin, text).tree();
        if (tree.isMissingNode() || tree.isNull()) {
            return new SettingsLayer(origin, NODES.objectNode(), SettingsComments.NONE);
        }
        if (!(tree instanceof ObjectNode mapping)) {
            throw new InvalidSettingsException(
                    "%s does not hold keys with values.".formatted(origin),
                    "Write lines such as `seed: 42`, and sections such as `train:` with indented keys below.");
        }
        return new SettingsLayer(origin, mapping, SettingsComments.of(text));
    }

    /// {@return the setting in an option of the form `key.path=value`; the value is YAML}
    ///
    /// @throws InvalidSettingsException if the option does not have this form
    public static SettingsLayer assignment(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new InvalidSettingsException(
                    "'--set %s' has no key and value.".formatted(Excerpt.of(text)),
                    "Write for example --set train.epochs=2");
        }
        String path = text.substring(0, equals).strip();
        List<String> keys = List.of(path.split("\\.", -1));
        if (keys.size() > MOST_KEYS) {
            throw new InvalidSettingsException(
                    "'--set %s' has %,d keys in its path, but settings have at most 4."
                            .formatted(Excerpt.of(text), keys.size()),
                    "Write for example --set train.lora.rank=16");
        }
        ObjectNode root = NODES.objectNode();
        ObjectNode section = root;
        for (String key : keys.subList(0, keys.size() - 1)) {
            section = section.putObject(key);
        }
        JsonNode value = new YamlText("--set " + Excerpt.of(text), text.substring(equals + 1)).tree();
        section.set(keys.getLast(), value.isMissingNode() ? NODES.nullNode() : value);
        return new SettingsLayer("--set " + Excerpt.of(path), root, SettingsComments.NONE);
    }

    /// {@return the comments of all layers; for each key those of the last layer with a comment}
    public static SettingsComments comments(List<SettingsLayer> layers) {
        return layers.stream().map(SettingsLayer::comments).reduce(SettingsComments.NONE, SettingsComments::then);
    }
}
