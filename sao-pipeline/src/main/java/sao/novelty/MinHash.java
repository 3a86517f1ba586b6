package sao.novelty;

import java.util.Arrays;
import java.util.stream.LongStream;
import sao.token.Seeds;

/// MinHash signatures of sets, divided into bands. Two elements of the signatures are equal with a probability of
/// the Jaccard similarity of the sets. Sets that share a band are candidates for near duplicates.
///
/// With 20 bands of `r` rows, two sets of Jaccard similarity `s` share a band with probability `1 - (1 - s^r)^20`.
/// At 4 rows that is 0.83 at 0.54, 0.94 at 0.6, 0.995 at 0.7, 0.99998 at 0.8, and 0.15 at 0.3.
///
/// Source: Broder, On the resemblance and containment of documents, 1997; banding: Leskovec, Rajaraman, Ullman,
/// Mining of Massive Datasets, section 3.4.
///
/// @param rows number of rows of each band, at least 1
record MinHash(int rows) {
    static final int BANDS = 20;

    private static final int MOST_ROWS = 8;
    private static final double LEAST_RECALL = 0.8;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long[] SALTS = LongStream.rangeClosed(1, (long) BANDS * MOST_ROWS)
            .map(i -> GOLDEN * i)
            .toArray();

    /// {@return the MinHash with the most rows that still finds four of five sets with this Jaccard similarity}
    static MinHash finding(double similarity) {
        int rows = MOST_ROWS;
        while (rows > 1 && recall(similarity, rows) < LEAST_RECALL) {
            rows--;
        }
        return new MinHash(rows);
    }

    /// {@return the probability that two sets with this Jaccard similarity share a band}
    static double recall(double similarity, int rows) {
        return 1 - Math.pow(1 - Math.pow(similarity, rows), BANDS);
    }

    /// {@return the keys of the bands of a set}
    ///
    /// @param set distinct elements
    long[] bands(int[] set) {
        long[] least = new long[BANDS * rows];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int element : set) {
            for (int i = 0; i < least.length; i++) { // a simple loop, so that the compiler vectorises it
                least[i] = Math.min(least[i], Seeds.mix(element + SALTS[i]));
            }
        }
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < rows; row++) {
                hash = Seeds.mix(hash ^ least[band * rows + row]);
            }
            bands[band] = hash;
        }
        return bands;
    }

    /// {@return the Jaccard similarity of two sets, in [0, 1]; both arrays sorted, without repetitions}
    static double jaccard(int[] some, int[] others) {
        int shared = 0;
        int i = 0;
        int k = 0;
        while (i < some.length && k < others.length) {
            int order = Integer.compare(some[i], others[k]);
            if (order == 0) {
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        return (double) shared / (some.length + others.length - shared);
    }
}
