package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.error.SaoException;

/// A text with places for values of a row: `{column}`, `{column.field}`, `{column.0}` for the element of a list, each
/// with filters as `{column|filter}`.
///
/// @param text with its places
/// @param filters by name
record TextPattern(String text, Map<String, TextFilter> filters) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    TextPattern {
        filters = Map.copyOf(filters);
    }

    /// {@return the text with the values of a row}
    ///
    /// @throws SaoException if a value is missing or is not a text or number
    String fill(JsonNode row) {
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(filled, Matcher.quoteReplacement(value(row, places.group(1))));
        }
        return places.appendTail(filled).toString();
    }

    private String value(JsonNode row, String place) {
        String[] parts = place.split("\\|", -1);
        JsonNode node = at(row, parts[0]);
        if (!node.isValueNode() || node.isNull()) {
            throw new SaoException(
                    "A row has no text under '%s'.".formatted(parts[0]),
                    "Give rows with the columns that `sao evaluate --list` states.");
        }
        String value = node.asText();
        for (int i = 1; i < parts.length; i++) {
            TextFilter filter = filters.get(parts[i]);
            if (filter == null) {
                throw new IllegalArgumentException("%s names the filter %s".formatted(text, parts[i]));
            }
            value = filter.apply(value);
        }
        return value;
    }

    /// {@return the value at a path of fields and list indices separated by dots; a missing node if there is none}
    static JsonNode at(JsonNode row, String path) {
        return row.at("/" + path.replace('.', '/'));
    }
}
