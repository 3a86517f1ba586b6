package sao.benchmark;

import java.util.HashSet;
import java.util.Set;

/// Random samples as Python's `random.Random` draws them, so that examples are those of the Language Model Evaluation
/// Harness: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998) with its initialisation by array, and the
/// selection without replacement of Python 3.11 and later.
///
/// Not thread-safe.
final class PythonRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER = 0x80000000;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /// @param seed at least 0
    PythonRandom(int seed) {
        fill(19650218);
        int i = 1;
        for (int k = SIZE; k > 0; k--) { // a key of one word: its index is always 0
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + seed;
            i = following(i);
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
            i = following(i);
        }
        state[0] = UPPER;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    private int following(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int word() {
        if (next == SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int mixed = (state[i] & UPPER) | (state[(i + 1) % SIZE] & ~UPPER);
                state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
            }
            next = 0;
        }
        int word = state[next++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    /// {@return a number from 0 to below a bound}
    private int below(int bound) {
        int bits = 32 - Integer.numberOfLeadingZeros(bound);
        int drawn = word() >>> (32 - bits);
        while (drawn >= bound) {
            drawn = word() >>> (32 - bits);
        }
        return drawn;
    }

    /// {@return `count` different indices from 0 to below `size`, in the order drawn}
    ///
    /// @param count at most `size`
    int[] sample(int size, int count) {
        int[] drawn = new int[count];
        if (size <= poolLimit(count)) {
            int[] pool = new int[size];
            for (int i = 0; i < size; i++) {
                pool[i] = i;
            }
            for (int i = 0; i < count; i++) {
                int chosen = below(size - i);
                drawn[i] = pool[chosen];
                pool[chosen] = pool[size - i - 1];
            }
            return drawn;
        }
        Set<Integer> selected = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int chosen = below(size);
            while (!selected.add(chosen)) {
                chosen = below(size);
            }
            drawn[i] = chosen;
        }
        return drawn;
    }

    /// {@return the population up to which Python shuffles a list; above it, it keeps the set of those selected}
    private static int poolLimit(int count) {
        int limit = 21;
        return count <= 5 ? limit : limit + (int) Math.pow(4, Math.ceil(Math.log(count * 3.0) / Math.log(4)));
    }
}
