package sao.prompt;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Markup that models put around a text.
final class Markup {
    private static final Pattern LEADING = Pattern.compile("^(?:#{1,6}\\s+|>\\s*|[-+\u2022*]\\s+|\\(?\\d{1,2}[.)]\\s+"
            + "|[*_]{0,2}(?i:prompt|question|task|request|q)[*_]{0,2}\\s*:[*_]{0,2}\\s*)");
    private static final List<String> WRAPPERS = List.of(
            "** **",
            "__ __",
            "* *",
            "_ _",
            "``` ```",
            "` `",
            "\" \"",
            "' '",
            "\u201c \u201d",
            "\u2018 \u2019",
            "\u00ab \u00bb");

    private Markup() {}

    /// {@return the text without list markers, labels, quotes and emphasis that enclose the whole text}
    static String unwrap(String text) {
        String before;
        String bare = text.strip();
        do {
            before = bare;
            Matcher mark = LEADING.matcher(bare);
            if (mark.find()) {
                bare = bare.substring(mark.end()).strip();
            }
            for (String wrapper : WRAPPERS) {
                bare = unwrap(bare, wrapper);
            }
        } while (!bare.equals(before));
        return bare;
    }

    private static String unwrap(String text, String wrapper) {
        int gap = wrapper.indexOf(' ');
        String open = wrapper.substring(0, gap);
        String close = wrapper.substring(gap + 1);
        if (text.length() <= open.length() + close.length() || !text.startsWith(open) || !text.endsWith(close)) {
            return text;
        }
        String inside = text.substring(open.length(), text.length() - close.length());
        boolean twoQuotations = inside.contains(close);
        return twoQuotations ? text : inside.strip();
    }
}
