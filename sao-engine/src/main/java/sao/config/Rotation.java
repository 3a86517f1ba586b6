package sao.config;

import sao.error.SaoException;

/// The rotary position embedding of queries and keys: the base of the angles and their scaling.
///
/// @param base base of the wavelengths, above 1 (`rope_theta`)
/// @param scaling change of the frequencies for contexts longer than those of the first training
public record Rotation(double base, Scaling scaling) {
    public Rotation {
        if (!(base > 1)) {
            throw new IllegalArgumentException("rope_theta is %s, but it must be above 1".formatted(base));
        }
    }

    /// A rule that changes the frequencies.
    public sealed interface Scaling {}

    /// The frequencies are unchanged.
    public record Unscaled() implements Scaling {}

    /// Positions are divided by a factor (Chen et al., arXiv 2306.15595).
    ///
    /// @param factor above 0
    public record Linear(double factor) implements Scaling {}

    /// Llama 3.1's rule: long wavelengths are stretched, short ones stay, those between are blended.
    ///
    /// @param factor stretch of the long wavelengths
    /// @param lowFrequencyFactor wavelengths above the original context divided by it are long
    /// @param highFrequencyFactor wavelengths below the original context divided by it are short
    /// @param originalContext tokens of the context before stretching
    public record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalContext)
            implements Scaling {
        /// {@return the stretched frequency}
        ///
        /// @param frequency radians per position
        public float scale(float frequency) {
            return (float) (frequency * share(frequency));
        }

        /// {@return the factor of a frequency, from 1/factor to 1}
        ///
        /// @param frequency radians per position
        public double share(float frequency) {
            double wavelength = 2 * Math.PI / frequency;
            double turns = originalContext / wavelength; // full turns within the original context
            if (turns < lowFrequencyFactor) {
                return 1 / factor;
            }
            if (turns > highFrequencyFactor) {
                return 1;
            }
            double smooth = (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - smooth) / factor + smooth;
        }
    }

    /// {@return the error for an unknown rope type}
    ///
    /// @param where beginning of the message
    /// @param found the type
    /// @param known the types that are built in
    public static SaoException unknown(String where, String found, String known) {
        return new SaoException(
                "%s asks for the rope type '%s', which is not built in.".formatted(where, found),
                "Use a model whose rope type is %s.".formatted(known));
    }
}
