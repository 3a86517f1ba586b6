package sao.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The tokeniser for all comparisons of texts: words in lower case without punctuation, after Unicode
/// normalisation NFKC. In scripts that are written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar) each
/// letter is a word.
public final class Words {

    private static final int FIRST_UNSPACED = 0x0E00;
    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private Words() {}

    /// {@return the words of a text, in order}
    public static List<String> of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= normal.length(); ) {
            int character = i < normal.length() ? normal.codePointAt(i) : ' ';
            boolean inside = Character.isLetterOrDigit(character) || isMark(character);
            boolean alone = inside && isUnspaced(character);
            if (start >= 0 && (!inside || alone)) {
                words.add(normal.substring(start, i));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
            i += Character.charCount(character);
        }
        return words;
    }

    private static boolean isUnspaced(int character) {
        return character >= FIRST_UNSPACED
                && Character.isLetter(character)
                && UNSPACED.contains(UnicodeScript.of(character));
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
