package sao.text;

import java.util.Arrays;
import java.util.List;

/// Splits a text into pieces that can be removed or reordered: the parts between white space, or single code
/// points if the text has hardly any white space (fewer than one part in ten code points), as in Chinese. Pieces
/// keep case and punctuation; texts are compared by [Words].
public final class TextPieces {
    private static final int CODE_POINTS_OF_A_PIECE = 10;

    private TextPieces() {}

    /// {@return the pieces in order; an empty list for a blank text}
    public static List<String> of(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return List.of();
        }
        if (isSpaced(bare)) {
            return Arrays.asList(bare.split("\\s+"));
        }
        return bare.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .mapToObj(Character::toString)
                .toList();
    }

    /// {@return the separator that joins the pieces of a text: a space, or an empty text if the pieces are code
    /// points}
    public static String separator(String text) {
        return isSpaced(text.strip()) ? " " : "";
    }

    private static boolean isSpaced(String bare) {
        int pieces = bare.split("\\s+").length;
        return pieces * CODE_POINTS_OF_A_PIECE >= bare.codePointCount(0, bare.length());
    }
}
