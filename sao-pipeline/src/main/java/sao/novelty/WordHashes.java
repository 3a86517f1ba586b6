package sao.novelty;

import java.util.Arrays;
import java.util.List;
import sao.text.Words;
import sao.token.Seeds;

/// Words and runs of words as numbers: equal texts have equal numbers, and different ones almost always have
/// different numbers.
final class WordHashes {
    /// Words of a run that is compared.
    static final int RUN = 3;

    private WordHashes() {}

    /// {@return a number for each word of a text, in order; equal words have equal numbers}
    static int[] hashes(String text) {
        List<String> words = Words.of(text);
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
