package sao.configfile;

import java.util.ArrayList;
import java.util.List;
import sao.config.Rotation;
import sao.error.SaoException;

/// The tensor `rope_freqs.weight` of a GGUF file: the divisors of the rotary frequencies. llama.cpp's
/// converter writes it for Llama 3.1 and later models instead of the parameters of the scaling rule.
final class FrequencyTable {
    private static final double TOLERANCE = 1e-4; // the table is float32, computed from float32

    private FrequencyTable() {}

    /// {@return the scaling rule that gives the table}
    ///
    /// @param divisors `[D/2]`
    /// @param base of the angles
    /// @param headWidth D
    /// @param originalContext tokens of the context before stretching
    /// @throws SaoException if Llama 3's rule, with the low and high factors 1 and 4 of all its models, does
    ///     not give this table
    static Rotation.Llama3 rule(List<Float> divisors, double base, int headWidth, int originalContext) {
        double factor = divisors.stream().mapToDouble(Float::doubleValue).max().orElse(1);
        Rotation.Llama3 rule = new Rotation.Llama3(factor, 1, 4, originalContext);
        List<Float> wanted = divisors(rule, base, headWidth);
        boolean same = divisors.size() == wanted.size();
        for (int i = 0; same && i < divisors.size(); i++) {
            same = Math.abs(wanted.get(i) - divisors.get(i)) <= TOLERANCE * wanted.get(i);
        }
        if (!same) {
            throw new SaoException(
                    ("The GGUF file's table rope_freqs.weight (%d values, the largest %s) is not that of Llama 3's rule"
                                    + " with an original context of %d tokens; no other table is built in.")
                            .formatted(divisors.size(), factor, originalContext),
                    "Use the model's Hugging Face folder instead of the GGUF file.");
        }
        return rule;
    }

    /// {@return the table of a scaling rule, `[D/2]`}
    ///
    /// @param base of the angles
    /// @param headWidth D
    static List<Float> divisors(Rotation.Llama3 rule, double base, int headWidth) {
        List<Float> divisors = new ArrayList<>();
        for (int i = 0; i < headWidth / 2; i++) {
            float plain = (float) Math.pow(base, -2.0 * i / headWidth);
            divisors.add((float) (1 / rule.share(plain)));
        }
        return divisors;
    }
}
