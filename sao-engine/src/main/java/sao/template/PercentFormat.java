package sao.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.python.Undefined;

/// Python's two string formats, as far as templates use them: `%s` and `{}`.
final class PercentFormat {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "%(?:\\((?<name>[^)]*)\\))?(?<flags>[-0]?)(?<width>\\d{0,4})(?:\\.(?<digits>\\d{1,3}))?(?<kind>.)",
            Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("\\{\\{|\\}\\}|\\{(?<name>[^{}:!]*)\\}|[{}]");

    private final TextForm texts;
    private final Values values;

    PercentFormat(TextForm texts, Values values) {
        this.texts = texts;
        this.values = values;
    }

    /// {@return the pattern with its `%` directives replaced}
    ///
    /// @param items values for directives without a name, in order
    /// @param whole mapping in which directives with a name are looked up
    String format(String pattern, List<?> items, Object whole) {
        values.rendering().work(pattern.length());
        Matcher matcher = DIRECTIVE.matcher(pattern);
        StringBuilder result = new StringBuilder();
        int used = 0;
        int copied = 0;
        while (matcher.find()) {
            result.append(pattern, copied, matcher.start());
            copied = matcher.end();
            if (matcher.group("kind").equals("%")) {
                result.append('%');
                continue;
            }
            Object value;
            if (matcher.group("name") != null) {
                value = named(whole, matcher.group("name"));
            } else if (used < items.size()) {
                value = items.get(used++);
            } else {
                throw values.rendering().fail("there are fewer values than '%s' needs".formatted(pattern));
            }
            String text = converted(matcher, value);
            values.rendering().work(text.length());
            result.append(text);
        }
        if (used < items.size() && !(whole instanceof Map<?, ?>)) {
            throw values.rendering().fail("there are more values than '%s' needs".formatted(pattern));
        }
        return result.append(pattern, copied, pattern.length()).toString();
    }

    private Object named(Object whole, String name) {
        Object value = whole instanceof Map<?, ?> map ? map.get(name) : null;
        if (value != null) {
            return value;
        }
        throw values.rendering().fail("there is no value '%s' to fill in".formatted(name));
    }

    private String converted(Matcher directive, Object value) {
        String digits = directive.group("digits");
        String text = switch (directive.group("kind")) {
            case "s" -> {
                String all = texts.text(value);
                yield digits == null ? all : all.substring(0, Math.min(all.length(), Integer.parseInt(digits)));
            }
            case "r" -> texts.representation(value);
            case "d", "i" -> Long.toString((long) values.real(value));
            case "x" -> Long.toHexString(values.integer(value));
            case "f" ->
                new BigDecimal(values.real(value))
                        .setScale(digits == null ? 6 : Integer.parseInt(digits), RoundingMode.HALF_EVEN)
                        .toPlainString();
            default ->
                throw values.rendering().fail("the directive '%s' is not supported".formatted(directive.group()));
        };
        String width = directive.group("width");
        int missing = width.isEmpty() ? 0 : Math.max(0, Integer.parseInt(width) - text.length());
        return switch (directive.group("flags")) {
            case "-" -> text + " ".repeat(missing);
            case "0" -> "0".repeat(missing) + text;
            default -> " ".repeat(missing) + text;
        };
    }

    /// {@return the pattern with its `{}` fields replaced, by number or name}
    String fields(String pattern, Arguments arguments) {
        values.rendering().work(pattern.length());
        Matcher matcher = FIELD.matcher(pattern);
        StringBuilder result = new StringBuilder();
        int used = 0;
        int copied = 0;
        while (matcher.find()) {
            result.append(pattern, copied, matcher.start());
            copied = matcher.end();
            String name = matcher.group("name");
            if (name == null) {
                if (matcher.group().length() == 1) {
                    throw values.rendering().fail("the pattern '%s' is not supported".formatted(pattern));
                }
                result.append(matcher.group().charAt(0));
                continue;
            }
            boolean numbered = name.isEmpty() || name.chars().allMatch(c -> c >= '0' && c <= '9');
            int position = name.isEmpty() ? used++ : numbered && name.length() < 4 ? Integer.parseInt(name) : 9999;
            Object value = numbered
                    ? new Arguments(arguments.positional(), Map.of()).get(position, "", new Undefined(name))
                    : arguments.named().getOrDefault(name, new Undefined(name));
            if (value instanceof Undefined) {
                throw values.rendering().fail("there is no value for '{%s}'".formatted(name));
            }
            String text = texts.text(value);
            values.rendering().work(text.length());
            result.append(text);
        }
        return result.append(pattern, copied, pattern.length()).toString();
    }
}
