package sao.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import sao.python.None;
import sao.python.PythonText;
import sao.python.Tuple;
import sao.python.Undefined;

/// The methods of strings that a template can call.
final class TextMethods {
    private static final Set<String> NAMES = Set.of(
            "strip",
            "lstrip",
            "rstrip",
            "upper",
            "lower",
            "casefold",
            "title",
            "capitalize",
            "swapcase",
            "startswith",
            "endswith",
            "split",
            "rsplit",
            "splitlines",
            "replace",
            "join",
            "find",
            "index",
            "rfind",
            "rindex",
            "count",
            "removeprefix",
            "removesuffix",
            "isdigit",
            "isalpha",
            "isalnum",
            "isspace",
            "isupper",
            "islower",
            "format");

    private final Values values;
    private final Rendering rendering;

    TextMethods(Values values) {
        this.values = values;
        this.rendering = values.rendering();
    }

    /// {@return the method with that name, bound to a text; empty if strings do not have it}
    Optional<Callable> method(String text, String name) {
        Callable method = switch (name) {
            case "strip" -> given -> strip(text, given, true, true);
            case "lstrip" -> given -> strip(text, given, true, false);
            case "rstrip" -> given -> strip(text, given, false, true);
            case "upper" -> _ -> counted(text.toUpperCase(Locale.ROOT));
            case "lower", "casefold" -> _ -> counted(text.toLowerCase(Locale.ROOT));
            case "title" -> _ -> counted(PythonText.title(text, point -> !Character.isLetter(point)));
            case "capitalize" -> _ -> counted(PythonText.title(text, _ -> false));
            case "swapcase" -> _ -> counted(swapped(text));
            case "startswith" -> given -> matches(text, given, true);
            case "endswith" -> given -> matches(text, given, false);
            case "split" -> given -> split(text, given, false);
            case "rsplit" -> given -> split(text, given, true);
            case "splitlines" -> _ -> lines(text);
            case "replace" -> given -> replaced(text, given);
            case "join" -> given -> joined(text, given);
            case "find", "index" -> given -> position(text, given, false, name.equals("index"));
            case "rfind", "rindex" -> given -> position(text, given, true, name.equals("rindex"));
            case "count" -> given -> occurrences(text, values.string(first(given)));
            case "removeprefix" -> given -> without(text, values.string(first(given)), true);
            case "removesuffix" -> given -> without(text, values.string(first(given)), false);
            case "isdigit" -> _ -> all(text, Character::isDigit);
            case "isalpha" -> _ -> all(text, Character::isLetter);
            case "isalnum" -> _ -> all(text, Character::isLetterOrDigit);
            case "isspace" -> _ -> all(text, PythonText::isSpace);
            case "isupper" -> _ -> cased(text, text.toUpperCase(Locale.ROOT));
            case "islower" -> _ -> cased(text, text.toLowerCase(Locale.ROOT));
            case "format" -> given -> new PercentFormat(new TextForm(rendering), values).fields(text, given);
            default -> _ -> None.NONE;
        };
        return NAMES.contains(name) ? Optional.of(method) : Optional.empty();
    }

    private Object first(Arguments given) {
        return given.get(0, "", new Undefined("an argument is missing"));
    }

    private String counted(String text) {
        rendering.work(text.length());
        return text;
    }

    private String strip(String text, Arguments given, boolean left, boolean right) {
        rendering.work(text.length() / 16);
        Object characters = given.get(0, "chars", None.NONE);
        if (characters == None.NONE) {
            return PythonText.strip(text, left, right);
        }
        values.scan(text, values.string(characters));
        return PythonText.strip(text, values.string(characters), left, right);
    }

    private static String swapped(String text) {
        StringBuilder result = new StringBuilder();
        for (int point : text.codePoints().toArray()) {
            String letter = Character.toString(point);
            result.append(
                    Character.isUpperCase(point) ? letter.toLowerCase(Locale.ROOT) : letter.toUpperCase(Locale.ROOT));
        }
        return result.toString();
    }

    private boolean matches(String text, Arguments given, boolean beginning) {
        Object wanted = first(given);
        List<Object> choices = wanted instanceof Tuple tuple ? tuple.items() : List.of(wanted);
        for (Object choice : choices) {
            String part = values.string(choice);
            rendering.work(1 + part.length() / 16);
            if (beginning ? text.startsWith(part) : text.endsWith(part)) {
                return true;
            }
        }
        return false;
    }

    private List<Object> split(String text, Arguments given, boolean fromRight) {
        Object separator = given.get(0, "sep", None.NONE);
        int most = values.small(given.get(1, "maxsplit", -1L));
        most = most < 0 ? Integer.MAX_VALUE : most;
        rendering.work(text.length());
        List<Object> parts = separator == None.NONE
                ? words(text, most, fromRight)
                : pieces(text, values.string(separator), most, fromRight);
        rendering.work(parts.size());
        return Collections.unmodifiableList(parts);
    }

    private static List<Object> words(String text, int most, boolean fromRight) {
        List<Object> words = new ArrayList<>();
        String rest = PythonText.strip(text, true, true);
        int from = 0;
        int to = rest.length();
        while (from < to && words.size() < most) {
            int at = fromRight ? to : from;
            while (fromRight
                    ? at > from && !PythonText.isSpace(rest.charAt(at - 1))
                    : at < to && !PythonText.isSpace(rest.charAt(at))) {
                at += fromRight ? -1 : 1;
            }
            words.add(fromRight ? rest.substring(at, to) : rest.substring(from, at));
            while (fromRight
                    ? at > from && PythonText.isSpace(rest.charAt(at - 1))
                    : at < to && PythonText.isSpace(rest.charAt(at))) {
                at += fromRight ? -1 : 1;
            }
            to = fromRight ? at : to;
            from = fromRight ? from : at;
        }
        if (from < to) { // beyond the limit only the outer end was stripped, and that is done
            words.add(rest.substring(from, to));
        }
        return fromRight ? words.reversed() : words;
    }

    private List<Object> pieces(String text, String separator, int most, boolean fromRight) {
        if (separator.isEmpty()) {
            throw rendering.fail("a text is split at an empty separator");
        }
        values.scan(text, separator);
        List<Object> pieces = new ArrayList<>();
        int from = 0;
        int to = text.length();
        while (pieces.size() < most) {
            int at = fromRight ? text.lastIndexOf(separator, to - separator.length()) : text.indexOf(separator, from);
            if (at < 0) {
                break;
            }
            pieces.add(fromRight ? text.substring(at + separator.length(), to) : text.substring(from, at));
            to = fromRight ? at : to;
            from = fromRight ? from : at + separator.length();
        }
        pieces.add(text.substring(from, to));
        return fromRight ? pieces.reversed() : pieces;
    }

    private List<Object> lines(String text) {
        rendering.work(text.length());
        return Collections.unmodifiableList(new ArrayList<>(text.lines().toList()));
    }

    /// {@return the text with one part replaced by another; also the filter of that name}
    String replaced(String text, Arguments given) {
        String old = values.string(first(given));
        String replacement = values.string(given.get(1, "new", new Undefined("an argument is missing")));
        int most = given.get(2, "count", -1L) == None.NONE ? -1 : values.small(given.get(2, "count", -1L));
        values.scan(text, old);
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int replacements = 0; most < 0 || replacements < most; replacements++) {
            int at = text.indexOf(old, from);
            if (at < 0 || (old.isEmpty() && from > text.length())) {
                break;
            }
            rendering.work(replacement.length());
            result.append(text, from, at).append(replacement);
            from = at + old.length();
            if (old.isEmpty()) { // between all characters
                if (from == text.length()) {
                    return result.toString();
                }
                int next = text.offsetByCodePoints(from, 1);
                result.append(text, from, next);
                from = next;
            }
        }
        return counted(result.append(text, from, text.length()).toString());
    }

    private String joined(String separator, Arguments given) {
        StringBuilder result = new StringBuilder();
        String before = "";
        for (Object item : values.items(first(given))) {
            result.append(before).append(values.string(item));
            rendering.work(separator.length() + values.string(item).length());
            before = separator;
        }
        return result.toString();
    }

    private long position(String text, Arguments given, boolean last, boolean required) {
        String wanted = values.string(first(given));
        values.scan(text, wanted);
        int at = last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
        if (at < 0 && required) {
            throw rendering.fail("a part of a text was not found");
        }
        return at < 0 ? -1 : text.codePointCount(0, at);
    }

    private long occurrences(String text, String wanted) {
        values.scan(text, wanted);
        if (wanted.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }

    private static String without(String text, String part, boolean beginning) {
        if (beginning) {
            return text.startsWith(part) ? text.substring(part.length()) : text;
        }
        return text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text;
    }

    private boolean all(String text, IntPredicate holds) {
        rendering.work(text.length() / 16);
        return !text.isEmpty() && text.codePoints().allMatch(holds);
    }

    private boolean cased(String text, String inThatCase) {
        rendering.work(text.length());
        boolean letters = text.codePoints().anyMatch(p -> Character.isUpperCase(p) || Character.isLowerCase(p));
        return letters && text.equals(inThatCase);
    }
}
