package sao.novelty;

import java.util.Arrays;

/// The buckets of all bands of [MinHash]: gives the texts that share one with another, each once.
///
/// Only the newest of a bucket are met: a bucket that many share says little, and its texts are found by
/// their other bands.
///
/// @implNote Among a million texts every step from one to the one before it is a wait for memory. The bands are
///     walked in step, so that the waits of all of them pass together.
final class Bands {
    private static final int MOST_MET = 32;

    private final Buckets[] bands = new Buckets[MinHash.BANDS];
    private final int[] next = new int[MinHash.BANDS];
    private final int[] met = new int[MinHash.BANDS * MOST_MET];
    private final int[] asked; // of each text, the question in which it was met last
    private int question;

    /// @param places how many texts fit, a power of two
    Bands(int places) {
        Arrays.setAll(bands, _ -> new Buckets(places));
        asked = new int[places];
    }

    /// Adds the next text; the first has number 0.
    ///
    /// @param keys of its bands
    void add(long[] keys) {
        for (int band = 0; band < bands.length; band++) {
            bands[band].add(keys[band]);
        }
    }

    /// {@return how many texts share a band with these; their numbers are the first ones of [#met]}
    ///
    /// @param keys of the bands
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

    /// {@return the numbers that [#meet] found, which the next call overwrites}
    int[] met() {
        return met;
    }
}
