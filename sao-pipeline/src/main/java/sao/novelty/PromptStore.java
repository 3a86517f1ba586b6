package sao.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words of many texts by their numbers, in large pieces, so that growing copies nothing.
final class PromptStore {
    private static final int PIECE = 1 << 18;

    private final List<int[]> pieces = new ArrayList<>();
    private int free; // place in the last piece
    private int[] piece = new int[1 << 10];
    private int[] start = new int[1 << 10];
    private int[] length = new int[1 << 10];
    private long[] rows = new long[1 << 10];
    private int size;

    int size() {
        return size;
    }

    void add(long row, int[] words) {
        if (size == rows.length) {
            int more = size + (size >> 1);
            piece = Arrays.copyOf(piece, more);
            start = Arrays.copyOf(start, more);
            length = Arrays.copyOf(length, more);
            rows = Arrays.copyOf(rows, more);
        }
        if (pieces.isEmpty() || free + words.length > pieces.getLast().length) {
            pieces.add(new int[Math.max(PIECE, words.length)]);
            free = 0;
        }
        System.arraycopy(words, 0, pieces.getLast(), free, words.length);
        piece[size] = pieces.size() - 1;
        start[size] = free;
        length[size] = words.length;
        rows[size] = row;
        free += words.length;
        size++;
    }

    long row(int number) {
        return rows[number];
    }

    /// {@return the array that holds the text's words, among others}
    int[] holder(int number) {
        return pieces.get(piece[number]);
    }

    int start(int number) {
        return start[number];
    }

    int length(int number) {
        return length[number];
    }

    /// {@return the text's words, copied}
    int[] words(int number) {
        return Arrays.copyOfRange(holder(number), start[number], start[number] + length[number]);
    }
}
