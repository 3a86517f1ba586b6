package sao.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import sao.file.Sha256;

/// Derives seeds by name or index, so that a draw does not depend on the number of draws before it.
public final class Seeds {
    private static final double UNIT = 0x1p-53;

    private Seeds() {}

    /// {@return a number in [0, 1), uniform over seeds: 53 bits of [#mix]}
    public static double uniform(long seed) {
        return (mix(seed) >>> 11) * UNIT;
    }

    /// {@return the seed of the `index`-th answer of a call; for index 0 the seed itself}
    public static long of(long seed, int index) {
        return index == 0 ? seed : mix(seed + 0x9E3779B97F4A7C15L * index);
    }

    /// {@return the seed of a name within a run: the first eight bytes of SHA-256 over seed and name}
    public static long of(long seed, String name) {
        MessageDigest digest = Sha256.begin();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /// {@return the finaliser of SplitMix64, a bijective mixing function of 64 bits}
    ///
    /// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
