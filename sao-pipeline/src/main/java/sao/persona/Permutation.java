package sao.persona;

import sao.token.Seeds;

/// A seeded permutation of the integers from 0 to a bound, in constant memory.
///
/// A Feistel network permutes the integers below the next even power of two. A result outside the bound is
/// permuted again until it is inside.
///
/// Source: Black and Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002 (cycle walking).
final class Permutation {
    private static final int ROUNDS = 6;

    private final long size;
    private final int halfBits;
    private final long halfMask;
    private final long[] keys = new long[ROUNDS];

    /// @param size bound, exclusive; at least 1 and below 2^62
    /// @param seed seed of the permutation
    Permutation(long size, long seed) {
        if (size < 1 || size >= 1L << 62) {
            throw new IllegalArgumentException("size is %d, but it must be at least 1 and below 2^62".formatted(size));
        }
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        for (int i = 0; i < ROUNDS; i++) {
            keys[i] = Seeds.of(seed, "permutation " + i);
        }
    }

    /// {@return the image of a number, both from 0 to below the bound}
    long at(long number) {
        long image = number;
        do {
            image = scramble(image);
        } while (image >= size);
        return image;
    }

    private long scramble(long number) {
        long left = number >>> halfBits;
        long right = number & halfMask;
        for (long key : keys) {
            long next = left ^ (Seeds.mix(right + key) & halfMask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }

    /// {@return the number with this image, the inverse of [#at]}
    long indexOf(long image) {
        long number = image;
        do {
            number = unscramble(number);
        } while (number >= size);
        return number;
    }

    private long unscramble(long number) {
        long left = number >>> halfBits;
        long right = number & halfMask;
        for (int i = keys.length - 1; i >= 0; i--) {
            long before = right ^ (Seeds.mix(left + keys[i]) & halfMask);
            right = left;
            left = before;
        }
        return left << halfBits | right;
    }
}
