package sao.text;

import java.util.Arrays;
import java.util.List;

/// The pieces in which texts are cut, mixed and compared: words, or code points where a text has hardly
/// any spaces, as in Chinese.
public final class TextUnits {
    private static final int CODE_POINTS_OF_A_WORD = 10;

    private TextUnits() {}

    /// {@return the pieces in order, as they are spelled}
    public static List<String> of(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return List.of();
        }
        if (spaced(bare)) {
            return Arrays.asList(bare.split("\\s+"));
        }
        return bare.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .mapToObj(Character::toString)
                .toList();
    }

    /// {@return what stands between the pieces of a text}
    public static String between(String text) {
        return spaced(text.strip()) ? " " : "";
    }

    private static boolean spaced(String bare) {
        int words = bare.split("\\s+").length;
        return words * CODE_POINTS_OF_A_WORD >= bare.codePointCount(0, bare.length());
    }
}
