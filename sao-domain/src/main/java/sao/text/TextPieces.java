package sao.text;

import java.util.Arrays;
import java.util.List;

/// The pieces by which a text is cut or reordered: the parts between white space as they are spelled, or single
/// code points where a text has hardly any white space, as in Chinese. For comparing texts see [Words].
public final class TextPieces {
    private static final int CODE_POINTS_OF_A_PIECE = 10;

    private TextPieces() {}

    /// {@return the pieces in order; none of a blank text}
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

    /// {@return the separator with which the pieces of a text are joined: a space, or nothing}
    public static String separator(String text) {
        return isSpaced(text.strip()) ? " " : "";
    }

    private static boolean isSpaced(String bare) {
        int pieces = bare.split("\\s+").length;
        return pieces * CODE_POINTS_OF_A_PIECE >= bare.codePointCount(0, bare.length());
    }
}
