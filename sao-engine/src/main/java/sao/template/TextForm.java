package sao.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.python.None;
import sao.python.PythonText;
import sao.python.Tuple;
import sao.python.Undefined;

/// Values as text: the output of `{{ }}`, the form inside lists, and JSON.
final class TextForm {
    private static final int DEEPEST = 100;

    private final Rendering rendering;

    TextForm(Rendering rendering) {
        this.rendering = rendering;
    }

    /// {@return the output of `{{ value }}`}
    String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Undefined _ -> "";
            default -> {
                StringBuilder to = new StringBuilder();
                represent(value, to, 0);
                yield to.toString();
            }
        };
    }

    /// {@return the form of a value inside a list}
    String representation(Object value) {
        StringBuilder to = new StringBuilder();
        represent(value, to, 0);
        return to.toString();
    }

    private void represent(Object value, StringBuilder to, int depth) {
        int before = to.length();
        switch (value) {
            case String text -> quote(text, to);
            case Boolean flag -> to.append(flag ? "True" : "False");
            case Double number -> to.append(PythonText.number(number));
            case List<?> list -> sequence('[', list, ']', to, depth);
            case Tuple tuple
            when tuple.items().size() == 1 -> {
                to.append('(');
                represent(tuple.items().getFirst(), to, deeper(depth));
                to.append(",)");
            }
            case Tuple tuple -> sequence('(', tuple.items(), ')', to, depth);
            case Namespace namespace -> {
                to.append("<Namespace ");
                represent(namespace.attributes(), to, deeper(depth));
                to.append('>');
            }
            case Map<?, ?> map -> {
                to.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    to.append(separator);
                    represent(entry.getKey(), to, deeper(depth));
                    to.append(": ");
                    represent(entry.getValue(), to, deeper(depth));
                    separator = ", ";
                }
                to.append('}');
            }
            case Long _, None _ -> to.append(value);
            case Undefined _ -> to.append("Undefined");
            default -> to.append('<').append(Values.kind(value)).append('>');
        }
        rendering.work(1L + to.length() - before);
    }

    private int deeper(int depth) {
        if (depth >= DEEPEST) {
            throw rendering.fail("a value is nested deeper than %d".formatted(DEEPEST));
        }
        return depth + 1;
    }

    private void sequence(char open, List<?> items, char close, StringBuilder to, int depth) {
        to.append(open);
        for (int i = 0; i < items.size(); i++) {
            to.append(i == 0 ? "" : ", ");
            represent(items.get(i), to, deeper(depth));
        }
        to.append(close);
    }

    private static void quote(String text, StringBuilder to) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        to.append(quote);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                case '\\' -> to.append("\\\\");
                default -> {
                    if (point == quote) {
                        to.append('\\').append(quote);
                    } else if (point < 0x20 || point == 0x7F || (point >= 0x80 && !printable(point))) {
                        to.append(
                                (point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point));
                    } else {
                        to.appendCodePoint(point);
                    }
                }
            }
        });
        to.append(quote);
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /// The layout of JSON.
    ///
    /// @param indent indentation of each level; unused if `lines` is false
    /// @param lines whether each item has a line of its own
    /// @param itemSeparator between items
    /// @param keySeparator between key and value
    /// @param sorted whether keys are sorted
    record JsonLayout(String indent, boolean lines, String itemSeparator, String keySeparator, boolean sorted) {}

    /// {@return the value as JSON; neither HTML nor letters beyond ASCII are escaped}
    String json(Object value, JsonLayout layout) {
        StringBuilder to = new StringBuilder();
        json(value, layout, to, 0);
        return to.toString();
    }

    private void json(Object value, JsonLayout layout, StringBuilder to, int depth) {
        int before = to.length();
        switch (value) {
            case String text -> jsonString(text, to);
            case Double number when number.isNaN() -> to.append("NaN");
            case Double number when number.isInfinite() -> to.append(number > 0 ? "Infinity" : "-Infinity");
            case Double number -> to.append(PythonText.number(number));
            case Boolean _, Long _ -> to.append(value);
            case None _ -> to.append("null");
            case List<?> list -> jsonItems(list, layout, to, deeper(depth));
            case Tuple tuple -> jsonItems(tuple.items(), layout, to, deeper(depth));
            case Map<?, ?> map -> jsonEntries(map, layout, to, deeper(depth));
            default -> throw rendering.fail("%s cannot be written as JSON".formatted(Values.kind(value)));
        }
        rendering.work(1L + to.length() - before);
    }

    private void jsonItems(List<?> items, JsonLayout layout, StringBuilder to, int depth) {
        to.append('[');
        for (int i = 0; i < items.size(); i++) {
            to.append(i == 0 ? "" : layout.itemSeparator());
            newLine(layout, to, depth);
            json(items.get(i), layout, to, depth);
        }
        if (!items.isEmpty()) {
            newLine(layout, to, depth - 1);
        }
        to.append(']');
    }

    private void jsonEntries(Map<?, ?> map, JsonLayout layout, StringBuilder to, int depth) {
        List<Object> keys = new ArrayList<>(map.keySet());
        if (layout.sorted()) {
            keys.sort(new Values(rendering)::order);
        }
        to.append('{');
        String separator = "";
        for (Object key : keys) {
            to.append(separator);
            newLine(layout, to, depth);
            jsonString(key instanceof String text ? text : json(key, layout), to);
            to.append(layout.keySeparator());
            Object value = map.get(key);
            json(value == null ? None.NONE : value, layout, to, depth);
            separator = layout.itemSeparator();
        }
        if (!map.isEmpty()) {
            newLine(layout, to, depth - 1);
        }
        to.append('}');
    }

    private void newLine(JsonLayout layout, StringBuilder to, int depth) {
        if (layout.lines()) {
            rendering.work((long) depth * layout.indent().length());
            to.append('\n').repeat(layout.indent(), depth);
        }
    }

    private static void jsonString(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                case '\b' -> to.append("\\b");
                case '\f' -> to.append("\\f");
                default -> {
                    if (unit < 0x20) {
                        to.append("\\u%04x".formatted((int) unit));
                    } else {
                        to.append(unit);
                    }
                }
            }
        }
        to.append('"');
    }
}
