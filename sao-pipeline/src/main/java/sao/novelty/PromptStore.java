package sao.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words of many texts by their numbers, in large pieces, so that growing copies nothing.
///
/// @implNote Among a million texts each array that is asked costs a wait for memory, so one number says where a
///     text lies: its piece in 22 bits, its place there in 18, its length in 24. Its [WordFilter] stands beside it.
final class PromptStore {
    private static final int PLACE_BITS = 18;
    private static final int LENGTH_BITS = 24;
    private static final int PIECE = 1 << PLACE_BITS;
    private static final int LONGEST = (1 << LENGTH_BITS) - 1;

    private final List<int[]> pieces = new ArrayList<>();
    private int free; // place in the last piece
    private long[] entries = new long[1 << 11]; // of each text its location and its filter
    private long[] rows = new long[1 << 10];
    private int size;

    int size() {
        return size;
    }

    void add(long row, int[] words) {
        if (words.length > LONGEST) {
            throw new IllegalArgumentException("a text of %d words, more than %d".formatted(words.length, LONGEST));
        }
        if (size == rows.length) {
            int more = size + (size >> 1);
            entries = Arrays.copyOf(entries, 2 * more);
            rows = Arrays.copyOf(rows, more);
        }
        if (pieces.isEmpty() || free + Math.max(1, words.length) > pieces.getLast().length) {
            pieces.add(new int[Math.max(PIECE, words.length)]); // so that no text begins behind PIECE
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

    /// {@return where a text lies}
    long location(int number) {
        return entries[2 * number];
    }

    /// {@return which words a text may have}
    long filter(int number) {
        return entries[2 * number + 1];
    }

    /// {@return the array that holds the words of the text at a location, among others}
    int[] holder(long location) {
        return pieces.get((int) (location >>> (LENGTH_BITS + PLACE_BITS)));
    }

    /// {@return where in its array the text at a location begins}
    static int start(long location) {
        return (int) (location >>> LENGTH_BITS) & (PIECE - 1);
    }

    /// {@return how many words the text at a location has}
    static int length(long location) {
        return (int) location & LONGEST;
    }

    /// {@return the text's words, copied}
    int[] words(int number) {
        long location = location(number);
        int start = start(location);
        return Arrays.copyOfRange(holder(location), start, start + length(location));
    }
}
