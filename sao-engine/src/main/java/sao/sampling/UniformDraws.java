package sao.sampling;

import sao.token.Seeds;

/// Numbers that look drawn but are a function of seed and position: no state, so neither neighbours nor
/// order can change them.
final class UniformDraws {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    /// Sets these numbers apart from the seeds that [Seeds] derives from the same seed.
    private static final long STREAM = 0x5EED0FD4A35C0DE5L;

    private UniformDraws() {}

    /// {@return the number of an answer's token, at least 0 and below 1}
    ///
    /// @param seed of the answer
    /// @param position of the token within the answer, from 0
    static double at(long seed, int position) {
        long bits = Seeds.mix(Seeds.mix(seed ^ STREAM) + GOLDEN_RATIO * (position + 1L));
        return (bits >>> 11) * 0x1p-53;
    }
}
