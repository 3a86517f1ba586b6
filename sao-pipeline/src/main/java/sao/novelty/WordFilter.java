package sao.novelty;

/// A Bloom filter of the words of a text, in 64 bits. A word whose bit is not set does not occur in the text. The
/// words of one text and the filter of another give an upper bound of the words that both share.
///
/// Source: Bloom, Space/time trade-offs in hash coding with allowable errors, 1970, with one hash function.
final class WordFilter {
    private WordFilter() {}

    /// {@return the word filter of a text}
    ///
    /// @param words word hashes of the text
    static long of(int[] words) {
        long filter = 0;
        for (int word : words) {
            filter |= 1L << word;
        }
        return filter;
    }

    /// {@return whether a text with this filter may contain a word}
    static boolean admits(long filter, int word) {
        return (filter >>> word & 1) != 0;
    }

    /// {@return an upper bound of the number of words that also occur in the text with this filter}
    static int words(int[] words, long filter) {
        int count = 0;
        for (int word : words) {
            count += (int) (filter >>> word & 1);
        }
        return count;
    }

    /// {@return an upper bound of the number of runs of three words that also occur in the text with this filter;
    /// a text of fewer than three words is one run}
    static int runs(int[] words, long filter) {
        int length = Math.min(WordHashes.RUN, words.length);
        int count = 0;
        int inRow = 0;
        for (int word : words) {
            inRow = admits(filter, word) ? inRow + 1 : 0;
            count += inRow >= length ? 1 : 0;
        }
        return words.length == 0 ? 1 : count;
    }
}
