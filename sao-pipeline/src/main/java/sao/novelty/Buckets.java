package sao.novelty;

import java.util.Arrays;

/// Which texts fell into which bucket of one band: the number of the newest in each bucket, and for each
/// text the one before it. Different bands may share a bucket; whoever looks compares the texts themselves.
final class Buckets {
    private int[] heads;
    private int[] before = new int[1 << 10];
    private int size;

    /// @param places how many buckets there are, a power of two
    Buckets(int places) {
        this.heads = new int[places];
    }

    /// {@return the number of the newest text in a band's bucket; -1 if there is none}
    int newest(long band) {
        return heads[place(band)] - 1;
    }

    /// {@return the number of the text that came into the same bucket before this one; -1 if there is none}
    int before(int number) {
        return before[number] - 1;
    }

    /// Adds the next text; the first has number 0.
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
