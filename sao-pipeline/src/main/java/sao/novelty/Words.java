package sao.novelty;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sao.token.Seeds;

/// A text as comparisons see it: its words in lower case without punctuation. In scripts that set no spaces
/// (Han, kana, Thai, Lao, Khmer, Myanmar) each letter is a word.
public final class Words {
    static final int RUN = 3;

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

    /// {@return a number for each word of a text, in order; equal words have equal numbers}
    static int[] hashes(String text) {
        List<String> words = of(text);
        int[] hashes = new int[words.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (int) hash(words.get(i));
        }
        return hashes;
    }

    /// {@return the runs of three words as sorted numbers without repetition; a shorter text is one run}
    ///
    /// @param words by their numbers
    static int[] shingles(int[] words) {
        int[] hashes = new int[Math.max(1, words.length - RUN + 1)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (int) run(words, i, Math.min(i + RUN, words.length));
        }
        return distinct(hashes);
    }

    /// {@return a number for the words between two places}
    static long run(int[] words, int from, int to) {
        long hash = to - (long) from;
        for (int i = from; i < to; i++) {
            hash = Seeds.mix(hash ^ words[i]);
        }
        return hash;
    }

    /// {@return these numbers sorted, each once; the array itself is sorted too}
    static int[] distinct(int[] numbers) {
        Arrays.sort(numbers);
        int distinct = Math.min(1, numbers.length);
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] != numbers[i - 1]) {
                numbers[distinct++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, distinct);
    }

    private static long hash(String word) {
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return Seeds.mix(hash);
    }
}
