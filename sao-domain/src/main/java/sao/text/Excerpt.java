package sao.text;

/// What is kept of a text to show why a row was dropped.
public final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    public static String of(String text) {
        String line = text.strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
}
