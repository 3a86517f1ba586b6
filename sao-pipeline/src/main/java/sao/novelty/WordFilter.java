package sao.novelty;

/// Which words a text may have, in 64 bits: a word whose bit is not set is not there. What two texts can share
/// at most is known from the words of one and the filter of the other.
///
/// Source: Bloom, Space/time trade-offs in hash coding with allowable errors, 1970, with one hash.
final class WordFilter {
    private WordFilter() {}

    /// {@return the filter of a text}
    ///
    /// @param words by their numbers
    static long of(int[] words) {
        long filter = 0;
        for (int word : words) {
            filter |= 1L << word;
        }
        return filter;
    }

    /// {@return whether a filter lets a word through}
    static boolean admits(long filter, int word) {
        return (filter >>> word & 1) != 0;
    }

    /// {@return how many words of a text the text behind a filter may have, at least as many as it has}
    static int words(int[] words, long filter) {
        int count = 0;
        for (int word : words) {
            count += (int) (filter >>> word & 1);
        }
        return count;
    }

    /// {@return how many runs of three words of a text the text behind a filter may have, at least as many as
    /// it has; a shorter text is one run}
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
