package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A named sequence of changes of a text, read from a benchmark's data file.
///
/// @param steps applied in order
record TextFilter(List<UnaryOperator<String>> steps) {
    TextFilter {
        steps = List.copyOf(steps);
    }

    /// {@return the filter of a list of steps: `{"strip": true}`, `{"capitalize": true}`, `{"replace", "with"}` for a
    /// text and `{"match", "with"}` for a regular expression, each replaced everywhere}
    static TextFilter of(JsonNode steps) {
        List<UnaryOperator<String>> operators = new ArrayList<>();
        for (JsonNode step : steps) {
            operators.add(operator(step));
        }
        return new TextFilter(operators);
    }

    private static UnaryOperator<String> operator(JsonNode step) {
        String with = step.path("with").asText();
        if (step.has("replace")) {
            String text = step.path("replace").asText();
            return value -> value.replace(text, with);
        }
        if (step.has("match")) {
            Pattern pattern = Pattern.compile(step.path("match").asText());
            String literal = Matcher.quoteReplacement(with);
            return value -> pattern.matcher(value).replaceAll(literal);
        }
        if (step.has("capitalize")) {
            return TextFilter::capitalized;
        }
        if (step.has("strip")) {
            return String::strip;
        }
        throw new IllegalArgumentException("%s is not a step of a filter".formatted(step));
    }

    /// As Python's `str.capitalize`: the first character in title case, the others in lower case.
    private static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first))
                + text.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
    }

    String apply(String text) {
        String result = text;
        for (UnaryOperator<String> step : steps) {
            result = step.apply(result);
        }
        return result;
    }
}
