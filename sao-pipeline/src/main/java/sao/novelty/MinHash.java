package sao.novelty;

import java.util.Arrays;
import sao.domain.Seeds;

/// Signatures whose places agree as often as the sets behind them overlap, cut into bands: sets that share
/// a band are candidates for being near duplicates.
///
/// With 16 bands of 4 rows, two sets of Jaccard similarity s share a band with probability `1 - (1 -
/// s^4)^16`: 0.988 at 0.7, 0.9998 at 0.8, 0.12 at 0.3.
///
/// Source: Broder, On the resemblance and containment of documents, 1997; banding: Leskovec, Rajaraman,
/// Ullman, Mining of Massive Datasets, section 3.4.
final class MinHash {
    static final int BANDS = 16;
    private static final int ROWS = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private MinHash() {}

    /// {@return a hash for each band}
    static long[] bands(int[] shingles) {
        long[] least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int shingle : shingles) {
            for (int i = 0; i < least.length; i++) {
                long hash = Seeds.mix(shingle + GOLDEN * (i + 1));
                if (hash < least[i]) {
                    least[i] = hash;
                }
            }
        }
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = Seeds.mix(hash ^ least[band * ROWS + row]);
            }
            bands[band] = hash;
        }
        return bands;
    }

    /// {@return the size of the intersection over the size of the union of two sorted sets}
    static double jaccard(int[] some, int[] others, int from, int to) {
        int shared = 0;
        int i = 0;
        int k = from;
        while (i < some.length && k < to) {
            int order = Integer.compare(some[i], others[k]);
            if (order == 0) {
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        return (double) shared / (some.length + to - from - shared);
    }
}
