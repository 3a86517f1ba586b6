package sao.kernel;

/// Exponentials over arrays for softmax and soft caps, in loops without calls or branches that the compiler
/// vectorises.
public final class Exponentials {
    private static final double LN_2 = Math.log(2);
    private static final float LOG2_E = (float) (1 / LN_2);
    // 2^x = e^(x ln 2) = sum of (x ln 2)^k / k!
    private static final float C1 = (float) LN_2;
    private static final float C2 = (float) (Math.pow(LN_2, 2) / 2);
    private static final float C3 = (float) (Math.pow(LN_2, 3) / 6);
    private static final float C4 = (float) (Math.pow(LN_2, 4) / 24);
    private static final float C5 = (float) (Math.pow(LN_2, 5) / 120);
    private static final float C6 = (float) (Math.pow(LN_2, 6) / 720);
    /// Smallest exponent at which 2^x is a normal float32.
    private static final float SMALLEST_EXPONENT = -126;

    private Exponentials() {}

    /// Replaces each value by `exp(value - largest)`.
    ///
    /// @return the sum of the new values
    public static float inPlace(float[] values, int start, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = start; i < start + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        for (int i = start; i < start + count; i++) {
            values[i] = power((values[i] - largest) * LOG2_E);
        }
        float sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += values[i];
        }
        return sum;
    }

    /// Replaces each of the first values by `cap * tanh(value / cap)`.
    public static void softCap(float[] values, int count, float cap) {
        float factor = -2 * LOG2_E / cap;
        for (int i = 0; i < count; i++) {
            float e = power(factor * Math.abs(values[i])); // tanh|y| = (1 - e^-2|y|) / (1 + e^-2|y|)
            values[i] = Math.copySign(cap * ((1 - e) / (1 + e)), values[i]);
        }
    }

    /// {@return 2^x for x at most 0: the integer part is added to the exponent bits, the rest is computed by
    /// a polynomial (Taylor, degree 6, on [-1/2, 1/2]: relative error below 2e-7)}
    static float power(float x) {
        float clamped = Math.max(x, SMALLEST_EXPONENT);
        int whole = (int) (clamped - 0.5f); // towards zero: the nearest integer
        float rest = clamped - whole;
        float p = Math.fma(C6, rest, C5);
        p = Math.fma(p, rest, C4);
        p = Math.fma(p, rest, C3);
        p = Math.fma(p, rest, C2);
        p = Math.fma(p, rest, C1);
        p = Math.fma(p, rest, 1f);
        return p * Float.intBitsToFloat((whole + 127) << 23);
    }
}
