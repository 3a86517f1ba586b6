package sao.error;

import java.util.regex.Pattern;

/// The beginning of a text, for messages and records: long texts are cut and control characters are shown as
/// escapes.
public final class Excerpt {
    private static final int LENGTH = 200;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)]");

    private Excerpt() {}

    /// {@return the text if it has at most 200 UTF-16 code units, otherwise its first 200 and the number of all;
    /// control characters other than line feed and tab are shown as Unicode escapes}
    public static String of(Object text) {
        return of(String.valueOf(text), LENGTH);
    }

    /// {@return the text if it has at most `most` UTF-16 code units, otherwise the first `most` and the number of
    /// all; a surrogate pair is not split; escapes as in [#of(Object)]}
    ///
    /// @param most maximum length of the text that is shown, UTF-16 code units, at least 1
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return visible(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return "%s... (%,d characters)".formatted(visible(text.substring(0, end)), text.length());
    }

    /// {@return the first line of a message of the JSON parser Jackson, with its source locations shortened to
    /// `line L, column C`}
    public static String ofJsonError(String message) {
        String first = message.lines().findFirst().orElse("");
        return of(SOURCE.matcher(first).replaceAll("line $1, column $2"));
    }

    /// {@return the first 200 code points of a text in one line, with an ellipsis if the text is longer; each run
    /// of white space becomes one space; control characters are kept}
    public static String line(String text) {
        String line = SPACE.matcher(text.strip()).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return length <= LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, LENGTH)) + "\u2026";
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
