package sao.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The tree of setting keys that the settings records declare: a record is a section, its components are the
/// keys.
public final class SettingsSchema {
    private SettingsSchema() {}

    /// {@return the tree of keys of a record}
    public static Section of(Class<? extends Record> type) {
        return section("", "", type);
    }

    /// A key of the tree.
    public sealed interface Entry {
        /// {@return the last part of the path}
        String key();

        /// {@return the full path, parts joined by dots}
        String path();
    }

    /// A key that holds a value.
    ///
    /// @param key the last part of the path
    /// @param path the full path
    /// @param type type of the record's component
    /// @param setting default, allowed values and description
    public record Leaf(String key, String path, Class<?> type, Setting setting) implements Entry {
        public boolean isList() {
            return type == List.class;
        }

        public boolean isNumber() {
            return type == int.class || type == long.class || type == double.class;
        }

        /// {@return the value that stands for [Setting#absent]: a number outside the allowed ones, or the empty text}
        public Object absentValue() {
            boolean zeroAllowed = isNumber() && Bounds.of(setting.range()).contains(0);
            if (type == int.class) {
                return zeroAllowed ? -1 : 0;
            }
            return type == double.class ? (Object) (zeroAllowed ? Double.NaN : 0.0) : "";
        }

        /// {@return the allowed words; empty if all are allowed}
        public List<String> choices() {
            if (type.isEnum() && setting.choices().length == 0) {
                return Arrays.stream(type.getEnumConstants())
                        .map(SettingsSchema::label)
                        .toList();
            }
            return List.of(setting.choices());
        }

        /// {@return the allowed values, as a phrase for messages}
        public String allowed() {
            String words = allowedWhenGiven();
            return setting.absent().isEmpty() ? words : words + ", or " + setting.absent();
        }

        private String allowedWhenGiven() {
            if (isList()) {
                return Bounds.of(setting.range()).equals(Bounds.of("[0, 0]"))
                        ? "an empty list: []"
                        : "a list of " + (choices().isEmpty() ? "texts" : String.join(", ", choices()));
            }
            if (type == Map.class) {
                return "an empty section: {}";
            }
            if (type == boolean.class) {
                return "true or false";
            }
            if (isNumber()) {
                String kind = type == double.class ? "a number" : "a whole number";
                return setting.range().isEmpty()
                        ? kind
                        : kind + " " + Bounds.of(setting.range()).words();
            }
            return choices().isEmpty() ? "a text" : String.join(" | ", choices());
        }
    }

    /// A key that holds other keys.
    ///
    /// @param key the last part of the path
    /// @param path the full path
    /// @param type the record
    /// @param entries in the order of the record
    public record Section(String key, String path, Class<? extends Record> type, List<Entry> entries) implements Entry {
        public Section {
            entries = List.copyOf(entries);
        }

        /// {@return every key under this section that holds a value, in order}
        public List<Leaf> leaves() {
            List<Leaf> leaves = new ArrayList<>();
            for (Entry entry : entries) {
                switch (entry) {
                    case Leaf leaf -> leaves.add(leaf);
                    case Section section -> leaves.addAll(section.leaves());
                }
            }
            return leaves;
        }
    }

    /// {@return the name of an enum's constant in settings}
    public static String label(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return whether a text is the label of an enum's constant or one of its aliases}
    public static boolean isNamed(Object constant, String text) {
        return label(constant).equals(text)
                || (constant instanceof Aliased aliased && aliased.aliases().contains(text));
    }

    /// {@return the number that a text denotes, with `_` allowed between digits; NaN if the text is not a
    /// number}
    public static double number(String text) {
        try {
            return Double.parseDouble(text.replace("_", "").strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Section section(String key, String path, Class<? extends Record> type) {
        List<Entry> entries = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            String whole = path.isEmpty() ? name : path + "." + name;
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null) {
                entries.add(new Leaf(name, whole, component.getType(), setting));
            } else {
                entries.add(section(name, whole, component.getType().asSubclass(Record.class)));
            }
        }
        return new Section(key, path, type, entries);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
