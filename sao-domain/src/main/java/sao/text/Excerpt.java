package sao.text;

import java.util.regex.Pattern;

/// The beginning of a text in one line, as evidence in records and messages.
public final class Excerpt {
    private static final int LONGEST = 200;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Excerpt() {}

    /// {@return the first 200 code points of a text, with an ellipsis where it is longer; white space of any length
    /// becomes one space}
    public static String of(String text) {
        String line = SPACE.matcher(text.strip()).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
}
