package sao.novelty;

/// Which prompts fell into which bucket of one band: an open hash table of prompt numbers in 8 bytes a
/// place. It keeps the first few prompts of a bucket; a bucket that many share says little, and its prompts
/// are found by their other bands.
final class BandTable {
    /// Takes a prompt number.
    interface Candidate {
        void accept(int number);
    }

    private static final int MOST_IN_A_BUCKET = 32;
    private static final double FULL = 0.75;

    /* Upper half of a place: the tag, lower half: the prompt's number plus one. 0 is a free place. The place
     * where the search begins comes from the tag too, so the table can grow without the band's hash. */
    private long[] places = new long[1 << 10];
    private int used;

    void each(long band, Candidate candidate) {
        int tag = tag(band);
        int mask = places.length - 1;
        for (int i = tag & mask; places[i] != 0; i = i + 1 & mask) {
            if ((int) (places[i] >>> Integer.SIZE) == tag) {
                candidate.accept((int) places[i] - 1);
            }
        }
    }

    void add(long band, int number) {
        int tag = tag(band);
        int mask = places.length - 1;
        int alike = 0;
        int i = tag & mask;
        for (; places[i] != 0; i = i + 1 & mask) {
            if ((int) (places[i] >>> Integer.SIZE) == tag && ++alike == MOST_IN_A_BUCKET) {
                return;
            }
        }
        places[i] = (long) tag << Integer.SIZE | number + 1L;
        if (++used > FULL * places.length) {
            grow();
        }
    }

    private void grow() {
        long[] before = places;
        places = new long[before.length * 2];
        int mask = places.length - 1;
        for (long place : before) {
            if (place != 0) {
                int i = (int) (place >>> Integer.SIZE) & mask;
                while (places[i] != 0) {
                    i = i + 1 & mask;
                }
                places[i] = place;
            }
        }
    }

    private static int tag(long band) {
        return (int) (band ^ band >>> Integer.SIZE);
    }
}
