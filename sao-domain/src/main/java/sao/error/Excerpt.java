package sao.error;

import java.util.regex.Pattern;

/// The beginning of a text of any length, for messages: what a user typed or a file holds is shown, but never a
/// megabyte of
/// it and never a control character.
public final class Excerpt {
    private static final int LENGTH = 200;
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)]");

    private Excerpt() {}

    /// {@return the text if it is short, otherwise its first 200 characters and how many there are}
    public static String of(Object text) {
        return of(String.valueOf(text), LENGTH);
    }

    /// {@return the text if it is short, otherwise its beginning and how many characters there are}
    ///
    /// @param most characters of a short text, at least 1
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return visible(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return "%s... (%,d characters)".formatted(visible(text.substring(0, end)), text.length());
    }

    /// {@return the first line of a JSON parser's message, with positions in words instead of in the names of the
    /// parser's own
    /// options}
    public static String ofJsonError(String message) {
        String first = message.lines().findFirst().orElse("");
        return of(SOURCE.matcher(first).replaceAll("line $1, column $2"));
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isInvisible(point)) {
                shown.append("\\u%04X".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /// Line ends and tabs stay: texts of several lines are shown as such.
    private static boolean isInvisible(int point) {
        return point != '\n'
                && point != '\t'
                && (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
    }
}
