package sao.report;

import java.util.List;
import java.util.stream.Collectors;

/// A fragment of HTML or SVG with escaped text. It can only be created from a constant pattern and values;
/// values that are not markup are escaped.
final class Markup {
    static final Markup NONE = new Markup("");

    private final String html;

    private Markup(String html) {
        this.html = html;
    }

    /// {@return the pattern with each `%s` replaced by a value; markup is inserted unchanged, any other value
    /// is escaped}
    ///
    /// @param pattern a constant of this program, never text from input
    static Markup of(String pattern, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof Markup markup ? markup.html : escape(String.valueOf(values[i]));
        }
        return new Markup(pattern.formatted(safe));
    }

    /// {@return the fragments, concatenated}
    static Markup join(List<Markup> pieces) {
        return new Markup(pieces.stream().map(Markup::toString).collect(Collectors.joining("\n")));
    }

    /// {@return the text, escaped for the content of an element or a quoted attribute}
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\0' -> safe.append('\uFFFD'); // not allowed in HTML
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return html;
    }
}
