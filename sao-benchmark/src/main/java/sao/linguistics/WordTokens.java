package sao.linguistics;

import java.util.ArrayList;
import java.util.List;

/// Words as runs of word characters (`\w` of Unicode Technical Standard 18): letters, marks, decimal digits, connectors
/// such as the underscore, and joiners. `don't` is two words, `a_b` is one.
public final class WordTokens {
    private WordTokens() {}

    /// {@return the words of a text, in order, as they are written}
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!isWordCharacter(character)) {
                add(words, text, start, at);
                start = -1;
            } else if (start < 0) {
                start = at;
            }
            at += Character.charCount(character);
        }
        add(words, text, start, text.length());
        return words;
    }

    /// {@return whether a character belongs to a word}
    public static boolean isWordCharacter(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> Character.isAlphabetic(character) || character == 0x200C || character == 0x200D;
        };
    }

    private static void add(List<String> words, String text, int start, int end) {
        if (start >= 0) {
            words.add(text.substring(start, end));
        }
    }
}
