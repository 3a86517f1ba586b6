package sao.report;

import java.util.List;
import java.util.stream.Collectors;

/// A piece of HTML or SVG whose text is escaped. The only way to make one is from a pattern of this
/// program's own and values, and values that are not markup themselves are escaped.
final class Markup {
    static final Markup NONE = new Markup("");

    private final String html;

    private Markup(String html) {
        this.html = html;
    }

    /// {@return the pattern with each `%s` replaced by a value: markup as it is, anything else escaped}
    ///
    /// @param pattern a constant of this program, never text from outside
    static Markup of(String pattern, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof Markup markup ? markup.html : escape(String.valueOf(values[i]));
        }
        return new Markup(pattern.formatted(safe));
    }

    /// {@return these pieces one after the other}
    static Markup join(List<Markup> pieces) {
        return new Markup(pieces.stream().map(Markup::toString).collect(Collectors.joining("\n")));
    }

    /// {@return text that cannot leave the element or the quoted attribute it stands in}
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
                case '\0' -> safe.append('\uFFFD'); // no HTML file may hold it
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
