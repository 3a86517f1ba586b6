package sao.yaml;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sao.schema.SettingsSchema;
import sao.schema.SettingsSchema.Entry;
import sao.schema.SettingsSchema.Leaf;
import sao.schema.SettingsSchema.Section;
import sao.settings.RunSettings;

/// Writes settings as YAML, every key with its value.
public final class SettingsWriter {
    /// The first line of the settings in a run's folder.
    static final String HEADER = " All settings of this run, written by `sao run`; docs/settings.md describes them.";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./~][\\w./:@+-]*");
    private static final List<String> AMBIGUOUS =
            List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~");

    private SettingsWriter() {}

    /// {@return all settings in the order of the records, YAML; reading it gives the same settings}
    ///
    /// @param settings [RunSettings] or [RunSettings.TrainingOnly]
    public static String write(Record settings) {
        return new Text(SettingsComments.NONE).of(settings);
    }

    /// {@return all settings with an introductory line and the user's comments, YAML}
    public static String document(RunSettings settings, SettingsComments comments) {
        return "#" + HEADER + "\n" + new Text(comments).of(settings);
    }

    /// {@return the written value of every key, by path}
    public static Map<String, String> byPath(RunSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        collect(values, SettingsReader.ROOT, settings);
        return values;
    }

    private static void collect(Map<String, String> values, Section section, Record record) {
        Iterator<Entry> entries = section.entries().iterator();
        for (RecordComponent component : section.type().getRecordComponents()) {
            Object value = value(component, record);
            switch (entries.next()) {
                case Leaf leaf -> values.put(leaf.path(), scalar(leaf, value));
                case Section inner -> collect(values, inner, (Record) value);
            }
        }
    }

    private static final class Text {
        private final SettingsComments comments;
        private final StringBuilder text = new StringBuilder();

        Text(SettingsComments comments) {
            this.comments = comments;
        }

        String of(Record settings) {
            section("", SettingsSchema.of(settings.getClass()), settings);
            return text.toString();
        }

        private void section(String indent, Section section, Record values) {
            Iterator<Entry> entries = section.entries().iterator();
            for (RecordComponent component : section.type().getRecordComponents()) {
                Object value = value(component, values);
                Entry entry = entries.next();
                text.append(comments.above(entry.path(), indent))
                        .append(indent)
                        .append(entry.key())
                        .append(':');
                switch (entry) {
                    case Leaf leaf ->
                        text.append(' ').append(scalar(leaf, value)).append(end(entry));
                    case Section inner -> {
                        text.append(end(entry));
                        section(indent + "  ", inner, (Record) value);
                    }
                }
            }
        }

        private String end(Entry entry) {
            return comments.beside(entry.path()) + "\n";
        }
    }

    private static Object value(RecordComponent component, Record values) {
        try {
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be read".formatted(component), e);
        }
    }

    private static String scalar(Leaf leaf, Object value) {
        if (!leaf.setting().absent().isEmpty() && value.equals(leaf.absentValue())) {
            return leaf.setting().absent();
        }
        return switch (value) {
            case Enum<?> constant -> SettingsSchema.label(constant);
            case String string -> quoted(string);
            case Collection<?> list ->
                list.stream()
                        .map(element -> quoted(element.toString()))
                        .toList()
                        .toString();
            case Map<?, ?> _ -> "{}";
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !AMBIGUOUS.contains(text) && !text.endsWith(":");
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }
}
