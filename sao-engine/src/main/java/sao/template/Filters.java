package sao.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import sao.python.None;
import sao.python.PythonText;
import sao.python.Tuple;
import sao.python.Undefined;
import sao.template.TextForm.JsonLayout;

/// The filters of single values, `value | name`; [SequenceFilters] has those of sequences.
final class Filters {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private final Values values;
    private final Rendering rendering;
    private final TextForm texts;
    private final TextMethods textMethods;
    private final SequenceFilters sequences;

    Filters(Values values, Access access) {
        this.values = values;
        this.rendering = values.rendering();
        this.texts = new TextForm(rendering);
        this.textMethods = new TextMethods(values);
        this.sequences = new SequenceFilters(values, access, this);
    }

    Object apply(String name, Object value, Arguments given) {
        return switch (name) {
            case "trim" -> trimmed(text(value), given.get(0, "chars", None.NONE));
            case "upper" -> text(value).toUpperCase(Locale.ROOT);
            case "lower" -> text(value).toLowerCase(Locale.ROOT);
            case "capitalize" -> PythonText.title(text(value), _ -> false);
            case "title" ->
                PythonText.title(text(value), point -> PythonText.isSpace(point) || "-({[<".indexOf(point) >= 0);
            case "string", "safe" -> text(value);
            case "escape", "e", "forceescape" -> escaped(text(value));
            case "replace" -> textMethods.replaced(text(value), given);
            case "format" ->
                new PercentFormat(texts, values)
                        .format(text(value), given.positional(), given.named().isEmpty() ? None.NONE : given.named());
            case "indent" -> indented(text(value), given);
            case "wordcount" -> WORD.matcher(text(value)).results().count();
            case "tojson" -> json(value, given);
            case "int" -> integer(value, given.get(0, "default", 0L));
            case "float" -> real(value, given.get(0, "default", 0.0));
            case "abs" -> value instanceof Double number ? Math.abs(number) : Math.abs(values.integer(value));
            case "round" -> rounded(value, given);
            case "default", "d" -> {
                boolean alsoFalse = Values.truth(given.get(1, "boolean", false));
                boolean missing = value instanceof Undefined || (alsoFalse && !Values.truth(value));
                yield missing ? given.get(0, "default_value", "") : value;
            }
            case "length", "count" -> values.length(value);
            default -> sequences.apply(name, value, given);
        };
    }

    private String text(Object value) {
        String text = texts.text(value);
        rendering.work(1 + text.length() / 4);
        return text;
    }

    private String trimmed(String text, Object characters) {
        return characters == None.NONE
                ? PythonText.strip(text, true, true)
                : PythonText.strip(text, values.string(characters), true, true);
    }

    private String escaped(String text) {
        rendering.work(text.length());
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private String indented(String text, Arguments given) {
        Object width = given.get(0, "width", 4L);
        String indent = width instanceof String own ? own : " ".repeat(Math.clamp(values.integer(width), 0, 1000));
        boolean first = Values.truth(given.get(1, "first", false));
        boolean blank = Values.truth(given.get(2, "blank", false));
        StringBuilder result = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean indents = (i > 0 || first) && (blank || !lines[i].isEmpty());
            rendering.work(indent.length() + lines[i].length());
            result.append(i == 0 ? "" : "\n").append(indents ? indent : "").append(lines[i]);
        }
        return result.toString();
    }

    private String json(Object value, Arguments given) {
        Object indent = given.get(1, "indent", None.NONE);
        boolean lines = indent != None.NONE;
        String item = lines ? "," : ", ";
        String key = ": ";
        if (given.get(2, "separators", None.NONE) instanceof Tuple own
                && own.items().size() == 2) {
            item = values.string(own.items().getFirst());
            key = values.string(own.items().getLast());
        }
        String indentation = !lines
                ? ""
                : indent instanceof String text ? text : " ".repeat(Math.clamp(values.integer(indent), 0, 100));
        boolean sorted = Values.truth(given.get(3, "sort_keys", false));
        return texts.json(value, new JsonLayout(indentation, lines, item, key, sorted));
    }

    private Object integer(Object value, Object otherwise) {
        return switch (value) {
            case Long number -> number;
            case Boolean flag -> flag ? 1L : 0L;
            case Double number when !number.isNaN() && Math.abs(number) < Long.MAX_VALUE -> (long) (double) number;
            case String text -> {
                String digits = PythonText.strip(text, true, true);
                if (digits.matches("[+-]?\\d{1,18}")) {
                    yield Long.parseLong(digits);
                }
                Object number = real(digits, otherwise);
                yield number instanceof Double ? integer(number, otherwise) : otherwise;
            }
            case Undefined undefined -> throw rendering.fail(undefined.why());
            default -> otherwise;
        };
    }

    private Object real(Object value, Object otherwise) {
        return switch (value) {
            case Long _, Double _, Boolean _ -> values.real(value);
            case String text -> {
                String digits = PythonText.strip(text, true, true);
                yield digits.length() < 400 && digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?")
                        ? (Object) Double.parseDouble(digits)
                        : otherwise;
            }
            case Undefined undefined -> throw rendering.fail(undefined.why());
            default -> otherwise;
        };
    }

    private Object rounded(Object number, Arguments given) {
        double value = values.real(number);
        int digits = Math.clamp(values.integer(given.get(0, "precision", 0L)), -300, 300);
        String method = values.string(given.get(1, "method", "common"));
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        if (Values.isInteger(number) && method.equals("common") && digits >= 0) {
            return values.integer(number);
        }
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw rendering.fail("there is no way to round called '%s'".formatted(method));
        };
        return new BigDecimal(value).setScale(digits, mode).doubleValue();
    }
}
