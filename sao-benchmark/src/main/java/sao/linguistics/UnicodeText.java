package sao.linguistics;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Basic functions on Unicode text with the white space, case and punctuation of Python's `str`.
public final class UnicodeText {
    /// The 32 punctuation characters of ASCII.
    public static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private UnicodeText() {}

    /// {@return whether a character is white space, including the no-break spaces and U+001C to U+001F}
    public static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
    }

    /// {@return whether the text has no character other than white space}
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(UnicodeText::isSpace);
    }

    /// {@return whether a character is ASCII punctuation}
    public static boolean isPunctuation(int character) {
        return PUNCTUATION.indexOf(character) >= 0;
    }

    /// {@return the text without white space at both ends}
    public static String strip(String text) {
        return strip(text, UnicodeText::isSpace);
    }

    /// {@return the text without leading and trailing characters of a class}
    public static String strip(String text, IntPredicate dropped) {
        return stripEnd(stripStart(text, dropped), dropped);
    }

    /// {@return the text without leading characters of a class}
    public static String stripStart(String text, IntPredicate dropped) {
        int from = 0;
        while (from < text.length() && dropped.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from);
    }

    /// {@return the text without trailing characters of a class}
    public static String stripEnd(String text, IntPredicate dropped) {
        int to = text.length();
        while (to > 0 && dropped.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(0, to);
    }

    /// {@return the text without ASCII punctuation at both ends}
    public static String stripPunctuation(String text) {
        return strip(text, UnicodeText::isPunctuation);
    }

    /// {@return the text without ASCII punctuation and white space at both ends}
    public static String stripPunctuationAndSpace(String text) {
        return strip(text, character -> isPunctuation(character) || isSpace(character));
    }

    /// {@return the text without any ASCII punctuation}
    public static String withoutPunctuation(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(character -> !isPunctuation(character)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /// {@return the parts of the text between white space, none empty}
    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && !isSpace(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                parts.add(text.substring(start, i));
                start = -1;
            }
        }
        return parts;
    }

    /// {@return the parts of the text between occurrences of a separator, also empty ones, at least one}
    public static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /// {@return the lines of the text: its parts between line feeds, at least one}
    public static List<String> lines(String text) {
        return split(text, "\n");
    }

    /// {@return the number of occurrences of a text that do not overlap}
    ///
    /// @param part the text, not empty
    public static int count(String text, String part) {
        return split(text, part).size() - 1;
    }

    /// {@return whether the text has a cased letter and no letter in lower or title case}
    public static boolean isUpperCase(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints()
                        .noneMatch(letter -> Character.isLowerCase(letter) || Character.isTitleCase(letter));
    }

    /// {@return whether the text has a cased letter and no letter in upper or title case}
    public static boolean isLowerCase(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints()
                        .noneMatch(letter -> Character.isUpperCase(letter) || Character.isTitleCase(letter));
    }

    /// {@return the text without the combining marks of its canonical decomposition: `Chișinău` becomes `Chisinau`}
    public static String withoutMarks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
