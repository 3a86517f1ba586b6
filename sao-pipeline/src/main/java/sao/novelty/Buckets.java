package sao.novelty;

import java.util.Arrays;

/// The buckets of one band: the number of the newest text in each bucket, and for each text the previous one.
/// Different keys may share a bucket, so the caller compares the texts.
final class Buckets {
    private int[] heads;
    private int[] before = new int[1 << 10];
    private int size;

    /// @param places number of buckets, a power of two
    Buckets(int places) {
        this.heads = new int[places];
    }

    /// {@return the number of the newest text in the bucket of a key; -1 if it is empty}
    int newest(long band) {
        return heads[place(band)] - 1;
    }

    /// {@return the number of the previous text in the bucket of a text; -1 if there is none}
    int before(int number) {
        return before[number] - 1;
    }

    /// Adds a text. Texts are numbered from 0 in the order of their addition.
    void add(long band) {
        if (size == before.length) {
            before = Arrays.copyOf(before, size + (size >> 1));
        }
        int place = place(band);
        before[size] = heads[place];
        heads[place] = ++size;
    }

    private int place(long band) {
        return (int) (band ^ band >>> Integer.SIZE) & heads.length - 1;
    }
}
