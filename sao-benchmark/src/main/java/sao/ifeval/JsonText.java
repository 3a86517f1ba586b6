package sao.ifeval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Set;
import sao.linguistics.UnicodeText;

/// Verifies that an answer is one JSON value.
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final String FENCE = "```";

    /// The numbers that Python's `json` reads beyond the standard.
    private static final Set<String> NON_NUMERIC = Set.of("NaN", "Infinity", "-Infinity");

    private JsonText() {}

    /// {@return whether a text is one JSON value of any type, also in a fenced code block; `NaN`, `Infinity` and
    /// `-Infinity` are numbers}
    static boolean isJson(String answer) {
        String text = UnicodeText.strip(answer);
        for (String opening : new String[] {"```json", "```Json", "```JSON", FENCE}) {
            text = text.startsWith(opening) ? text.substring(opening.length()) : text;
        }
        text = text.endsWith(FENCE) ? text.substring(0, text.length() - FENCE.length()) : text;
        return isOneValue(UnicodeText.strip(text));
    }

    private static boolean isOneValue(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : 0;
                depth -= token.isStructEnd() ? 1 : 0;
                if (token == JsonToken.VALUE_NUMBER_FLOAT
                        && Character.isLetter(parser.getText().codePointBefore(parser.getTextLength()))
                        && !NON_NUMERIC.contains(parser.getText())) {
                    return false;
                }
            }
            return values == 1;
        } catch (IOException _) {
            return false;
        }
    }
}
