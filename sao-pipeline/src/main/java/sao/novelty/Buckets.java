package sao.novelty;

import java.util.Arrays;

/// Which texts fell into which bucket of one band: the number of the newest in each bucket, and for each
/// text the one before it. Different bands may share a bucket; whoever looks compares the texts themselves.
///
/// Only the newest of a bucket are met: a bucket that many share says little, and its texts are found by
/// their other bands.
final class Buckets {
    /// Takes the number of a text.
    interface Candidate {
        void accept(int number);
    }

    private static final int MOST_MET = 32;

    private int[] heads;
    private int[] before = new int[1 << 10];
    private int size;

    /// @param places how many buckets there are, a power of two
    Buckets(int places) {
        this.heads = new int[places];
    }

    void each(long band, Candidate candidate) {
        int number = heads[place(band)] - 1;
        for (int met = 0; number >= 0 && met < MOST_MET; met++) {
            candidate.accept(number);
            number = before[number] - 1;
        }
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
