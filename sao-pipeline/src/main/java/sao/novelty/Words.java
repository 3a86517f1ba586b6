package sao.novelty;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sao.domain.Seeds;

/// A text as comparisons see it: its words in lower case without punctuation, and the set of all runs of
/// three words as sorted hashes.
final class Words {
    private static final int RUN = 3;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = words;
    }

    static Words of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= normal.length(); ) {
            int character = i < normal.length() ? normal.codePointAt(i) : ' ';
            boolean inside = Character.isLetterOrDigit(character) || isMark(character);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(normal.substring(start, i));
                start = -1;
            }
            i += Character.charCount(character);
        }
        return new Words(words);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /// {@return the runs of three words as sorted hashes without repetition; a shorter text is one run}
    int[] shingles() {
        int count = Math.max(1, words.size() - RUN + 1);
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) {
            long hash = RUN;
            for (int k = i; k < Math.min(i + RUN, words.size()); k++) {
                hash = Seeds.mix(hash ^ hash(words.get(k)));
            }
            hashes[i] = (int) hash;
        }
        Arrays.sort(hashes);
        int distinct = 1;
        for (int i = 1; i < count; i++) {
            if (hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, distinct);
    }

    private static long hash(String word) {
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return Seeds.mix(hash);
    }
}
