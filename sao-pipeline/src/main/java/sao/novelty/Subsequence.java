package sao.novelty;

import java.util.Arrays;

/// The longest common subsequence of the words of one text with other texts, computed for 64 words of the text in
/// each step. Not thread-safe.
///
/// Source: bit-parallel longest common subsequence, Hyyrö, Bit-parallel LCS-length computation revisited,
/// 2004. ROUGE-L: Lin, Text Summarization Branches Out, 2004, with equal weight of precision and recall.
final class Subsequence {
    private final int[] words;
    private final int blocks;
    private final int mask;
    private final int[] keys;
    /* For each key the bit set of its positions in the text: `blocks` numbers of 64 bits. */
    private final long[] places;
    private final boolean[] used;
    private final long[] state;
    private final long filter;
    private int knownRuns;

    /// @param words word hashes of the text
    Subsequence(int[] words) {
        this.words = words;
        this.blocks = Math.max(1, Math.ceilDiv(words.length, Long.SIZE));
        int size = Integer.highestOneBit(Math.max(4, words.length * 2)) * 2;
        this.mask = size - 1;
        this.keys = new int[size];
        this.used = new boolean[size];
        this.places = new long[size * blocks];
        this.state = new long[blocks];
        this.filter = WordFilter.of(words);
        for (int i = 0; i < words.length; i++) {
            int slot = slot(words[i]);
            keys[slot] = words[i];
            used[slot] = true;
            places[slot * blocks + i / Long.SIZE] |= 1L << i;
        }
    }

    private int slot(int word) {
        int slot = word & mask;
        while (used[slot] && keys[slot] != word) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /// {@return ROUGE-L (F1) of the text and another text, in [0, 1]; 1 for two texts without words}
    ///
    /// @param others array that contains the word hashes of the other text
    /// @param from index of its first word
    /// @param length number of its words
    double rougeL(int[] others, int from, int length) {
        int all = words.length + length;
        return all == 0 ? 1 : 2.0 * common(others, from, length) / all;
    }

    /// {@return the number of runs of three words of the other text of the last call of [#rougeL] whose words all
    /// occur in this text: an upper bound of the number of shared runs; a text of fewer than three words is one
    /// run}
    int knownRuns() {
        return knownRuns;
    }

    /// {@return the length of the longest common subsequence, in words}
    int common(int[] others, int from, int length) {
        Arrays.fill(state, -1L);
        knownRuns = length == 0 ? 1 : 0;
        int inRow = 0;
        for (int i = from; i < from + length; i++) {
            int slot = WordFilter.admits(filter, others[i]) ? slot(others[i]) : -1;
            if (slot >= 0 && used[slot]) {
                inRow++;
                advance(slot * blocks);
            } else {
                inRow = 0;
            }
            knownRuns += inRow >= Math.min(WordHashes.RUN, length) ? 1 : 0;
        }
        int common = 0;
        for (int block = 0; block < blocks; block++) {
            common += Long.bitCount(~state[block]);
        }
        return common;
    }

    /// Computes `V = (V + (V & M)) | (V & ~M)` with the carry across the blocks. Positions after the end of the
    /// text never match, so a set bit of `V` stays set there.
    private void advance(int place) {
        long carry = 0;
        for (int block = 0; block < blocks; block++) {
            long before = state[block];
            long matched = before & places[place + block];
            long sum = before + matched;
            long over = Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
            long total = sum + carry;
            over |= Long.compareUnsigned(total, sum) < 0 ? 1 : 0;
            state[block] = total | (before & ~places[place + block]);
            carry = over;
        }
    }
}
