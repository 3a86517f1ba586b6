package sao.content;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// JSON in exactly one way: keys sorted, no spaces, no exponents, integral numbers without a fraction.
/// Equal values give equal text on every machine, so that the text can be digested.
public final class CanonicalJson {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder(256);

    private CanonicalJson() {}

    /// {@return the text of maps with text keys, iterables, text, numbers and booleans, nested in any way}
    ///
    /// @throws IllegalArgumentException if there is anything else inside, or a number that is not finite
    public static String of(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.text.toString();
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> array(items);
            case CharSequence characters -> string(characters);
            case Boolean truth -> text.append(truth.booleanValue());
            case Integer number -> text.append(number.intValue());
            case Long number -> text.append(number.longValue());
            case Double number -> number(number);
            case Float number -> number(new BigDecimal(Float.toString(number)));
            default ->
                throw new IllegalArgumentException(
                        "a %s has no canonical JSON".formatted(value.getClass().getName()));
        }
    }

    private void object(Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        text.append('{');
        String separator = "";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            text.append(separator);
            string(entry.getKey());
            text.append(':');
            value(entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void array(Iterable<?> items) {
        text.append('[');
        for (Iterator<?> each = items.iterator(); each.hasNext(); ) {
            value(each.next());
            if (each.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private void number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("%s has no canonical JSON".formatted(number));
        }
        if (number == (int) number) {
            text.append((int) number);
        } else {
            number(new BigDecimal(Double.toString(number)));
        }
    }

    private void number(BigDecimal number) {
        text.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    private void string(CharSequence characters) {
        text.append('"');
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00");
                HEX.toHexDigits(text, (byte) c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
