package sao.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.schema.Bounds;
import sao.schema.SettingsSchema;
import sao.schema.SettingsSchema.Leaf;

/// Converts YAML scalars and lists to the values of settings.
///
/// In YAML 1.1, `1e-6` is a text, because its numbers need a point and a sign, and `no` is false in some
/// parsers. Numbers are therefore also parsed from texts, and the only boolean values are `true` and `false`.
final class SettingsValue {
    private SettingsValue() {}

    /// {@return the value of a key; empty if the key does not allow it}
    static Optional<Object> read(Leaf leaf, JsonNode value) {
        boolean absent = value.asText().equals(leaf.setting().absent());
        if (absent && !leaf.setting().absent().isEmpty()) {
            return Optional.of(leaf.absentValue());
        }
        if (leaf.isList()) {
            return list(leaf, value);
        }
        if (leaf.type() == Map.class) {
            return value.isObject() && value.isEmpty() ? Optional.of(Map.of()) : Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            return Optional.empty();
        }
        if (leaf.type() == boolean.class) {
            return switch (value.asText()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        if (leaf.isNumber()) {
            return value.isBoolean() ? Optional.empty() : number(leaf, value.asText());
        }
        return text(leaf, value.isBoolean() ? word(leaf, value.asBoolean()) : value.asText());
    }

    /// {@return the source text of a scalar that YAML 1.1 reads as a boolean}
    private static String word(Leaf leaf, boolean value) {
        String word = value ? "on" : "off";
        return leaf.choices().contains(word) ? word : String.valueOf(value);
    }

    /// {@return the default of the key at a path}
    static Object standard(String path) {
        Leaf leaf = SettingsReader.ROOT.leaves().stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow();
        return standard(leaf);
    }

    /// {@return the default of a key}
    static Object standard(Leaf leaf) {
        JsonNode tree = SettingsLayer.yaml(
                        leaf.path(), "value: " + leaf.setting().standard())
                .tree()
                .get("value");
        return read(leaf, tree)
                .orElseThrow(
                        () -> new IllegalStateException("the default of %s is not allowed".formatted(leaf.path())));
    }

    private static Optional<Object> number(Leaf leaf, String text) {
        double value = SettingsSchema.number(text);
        if (!Double.isFinite(value) || !Bounds.of(leaf.setting().range()).contains(value)) {
            return Optional.empty();
        }
        if (leaf.type() == double.class) {
            return Optional.of(value);
        }
        try {
            long whole = value == Math.rint(value) && Math.abs(value) < 1e15
                    ? (long) value
                    : Long.parseLong(text.replace("_", "").strip());
            return leaf.type() == int.class ? Optional.of(Math.toIntExact(whole)) : Optional.of(whole);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> text(Leaf leaf, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (leaf.type().isEnum()) {
            return Arrays.stream(leaf.type().getEnumConstants())
                    .filter(constant -> SettingsSchema.isNamed(constant, text))
                    .filter(constant -> leaf.choices().contains(SettingsSchema.label(constant)))
                    .<Object>map(constant -> constant)
                    .findFirst();
        }
        return leaf.choices().isEmpty() || leaf.choices().contains(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Object> list(Leaf leaf, JsonNode value) {
        if (!value.isArray() || !Bounds.of(leaf.setting().range()).contains(value.size())) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual() || text(leaf, element.textValue()).isEmpty()) {
                return Optional.empty();
            }
            texts.add(element.textValue());
        }
        return Optional.of(List.copyOf(texts));
    }
}
