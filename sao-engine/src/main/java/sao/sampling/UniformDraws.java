package sao.sampling;

import sao.token.Seeds;

/// Pseudorandom numbers as a function of seed and position. There is no state, so neither other sequences nor
/// the order of calls can change them.
final class UniformDraws {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    /// A constant that separates these numbers from the seeds that [Seeds] derives from the same seed.
    private static final long STREAM = 0x5EED0FD4A35C0DE5L;

    private UniformDraws() {}

    /// {@return the uniform number of an answer's token, at least 0 and below 1}
    ///
    /// @param seed of the answer
    /// @param position of the token within the answer, from 0
    static double at(long seed, int position) {
        long bits = Seeds.mix(Seeds.mix(seed ^ STREAM) + GOLDEN_RATIO * (position + 1L));
        return (bits >>> 11) * 0x1p-53;
    }
}
