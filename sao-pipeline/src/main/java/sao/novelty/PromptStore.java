package sao.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The word hashes of many texts, in arrays of fixed size, so that growth copies no words. Not thread-safe.
///
/// @implNote With a million texts each access to another array is a cache miss, so one number encodes the location
///     of a text: its array in 22 bits, its start in 18 bits, its length in 24 bits. Its [WordFilter] is stored
///     next to it.
final class PromptStore {
    private static final int PLACE_BITS = 18;
    private static final int LENGTH_BITS = 24;
    private static final int PIECE = 1 << PLACE_BITS;
    private static final int LONGEST = (1 << LENGTH_BITS) - 1;

    private final List<int[]> pieces = new ArrayList<>();
    private int free; // start of the free space in the last piece
    private long[] entries = new long[1 << 11]; // location and filter of each text
    private long[] rows = new long[1 << 10];
    private int size;

    int size() {
        return size;
    }

    void add(long row, int[] words) {
        if (words.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a text has %d words, but at most %d are possible".formatted(words.length, LONGEST));
        }
        if (size == rows.length) {
            int more = size + (size >> 1);
            entries = Arrays.copyOf(entries, 2 * more);
            rows = Arrays.copyOf(rows, more);
        }
        if (pieces.isEmpty() || free + Math.max(1, words.length) > pieces.getLast().length) {
            pieces.add(new int[Math.max(PIECE, words.length)]); // a new piece, so that no text starts after PIECE
            free = 0;
        }
        System.arraycopy(words, 0, pieces.getLast(), free, words.length);
        entries[2 * size] = ((((pieces.size() - 1L) << PLACE_BITS) | free) << LENGTH_BITS) | words.length;
        entries[2 * size + 1] = WordFilter.of(words);
        rows[size] = row;
        free += words.length;
        size++;
    }

    long row(int number) {
        return rows[number];
    }

    /// {@return the encoded location of a text}
    long location(int number) {
        return entries[2 * number];
    }

    /// {@return the word filter of a text, see [WordFilter]}
    long filter(int number) {
        return entries[2 * number + 1];
    }

    /// {@return the array that contains the words of the text at a location}
    int[] holder(long location) {
        return pieces.get((int) (location >>> (LENGTH_BITS + PLACE_BITS)));
    }

    /// {@return the index of the first word of the text at a location}
    static int start(long location) {
        return (int) (location >>> LENGTH_BITS) & (PIECE - 1);
    }

    /// {@return the number of words of the text at a location}
    static int length(long location) {
        return (int) location & LONGEST;
    }

    /// {@return a copy of the word hashes of a text}
    int[] words(int number) {
        long location = location(number);
        int start = start(location);
        return Arrays.copyOfRange(holder(location), start, start + length(location));
    }
}
