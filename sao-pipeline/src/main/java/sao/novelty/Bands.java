package sao.novelty;

import java.util.Arrays;

/// The hash table of all bands of [MinHash]: finds the texts that share a band with a text, each once. Not
/// thread-safe.
///
/// Only the newest texts of a bucket are returned. A bucket with many texts is not selective, and its texts are
/// found by their other bands.
///
/// @implNote With a million texts each step through a bucket is a cache miss. The buckets of all bands are
///     traversed in parallel, so that their cache misses overlap.
final class Bands {
    private static final int MOST_MET = 32;

    private final Buckets[] bands = new Buckets[MinHash.BANDS];
    private final int[] next = new int[MinHash.BANDS];
    private final int[] met = new int[MinHash.BANDS * MOST_MET];
    private final int[] asked; // for each text, the number of the last query that found it
    private int question;

    /// @param places maximum number of texts, a power of two
    Bands(int places) {
        Arrays.setAll(bands, _ -> new Buckets(places));
        asked = new int[places];
    }

    /// Adds a text. Texts are numbered from 0 in the order of their addition.
    ///
    /// @param keys keys of its bands
    void add(long[] keys) {
        for (int band = 0; band < bands.length; band++) {
            bands[band].add(keys[band]);
        }
    }

    /// {@return the number of texts that share one of these keys; their numbers are the first elements of [#met]}
    ///
    /// @param keys keys of the bands
    int meet(long[] keys) {
        question++;
        for (int band = 0; band < bands.length; band++) {
            next[band] = bands[band].newest(keys[band]);
        }
        int count = 0;
        for (int step = 0; step < MOST_MET; step++) {
            for (int band = 0; band < bands.length; band++) {
                if (next[band] >= 0) {
                    met[count++] = next[band];
                    next[band] = bands[band].before(next[band]);
                }
            }
        }
        return eachOnce(count);
    }

    private int eachOnce(int count) {
        int once = 0;
        for (int i = 0; i < count; i++) {
            if (asked[met[i]] != question) {
                asked[met[i]] = question;
                met[once++] = met[i];
            }
        }
        return once;
    }

    /// {@return the text numbers that [#meet] found; an internal array that the next call overwrites}
    int[] met() {
        return met;
    }
}
