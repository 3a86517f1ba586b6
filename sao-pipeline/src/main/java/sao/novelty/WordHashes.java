package sao.novelty;

import java.util.Arrays;
import java.util.List;
import sao.text.Words;
import sao.token.Seeds;

/// Hashes of words and of runs of words. Different words have different hashes with high probability.
final class WordHashes {
    /// Number of words of a run.
    static final int RUN = 3;

    private WordHashes() {}

    /// {@return the hash of each word of a text, in order}
    static int[] hashes(String text) {
        List<String> words = Words.of(text);
        int[] hashes = new int[words.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (int) hash(words.get(i));
        }
        return hashes;
    }

    /// {@return the hashes of the runs of three words, sorted, without repetitions; a text of fewer than three
    /// words is one run}
    ///
    /// @param words word hashes of the text
    static int[] shingles(int[] words) {
        int[] hashes = new int[Math.max(1, words.length - RUN + 1)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (int) run(words, i, Math.min(i + RUN, words.length));
        }
        return distinct(hashes);
    }

    /// {@return the hash of the words from index `from` to before index `to`}
    static long run(int[] words, int from, int to) {
        long hash = to - (long) from;
        for (int i = from; i < to; i++) {
            hash = Seeds.mix(hash ^ words[i]);
        }
        return hash;
    }

    /// {@return the distinct numbers, sorted; the argument is sorted in place}
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
