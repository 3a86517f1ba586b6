package sao.token;

import java.util.Arrays;

/// An immutable sequence of log-probabilities, one for each token; natural logarithm, nats, float32.
public final class LogProbabilities {
    private final float[] values;

    private LogProbabilities(float[] values) {
        this.values = values;
    }

    /// {@return the sequence of these values, copied}
    public static LogProbabilities of(float... values) {
        return new LogProbabilities(values.clone());
    }

    /// {@return the number of tokens}
    public int size() {
        return values.length;
    }

    /// {@return the value at a position, from 0; nats}
    public float get(int position) {
        return values[position];
    }

    /// {@return a copy of the values; nats}
    public float[] toArray() {
        return values.clone();
    }

    /// {@return the sum, accumulated in double; nats}
    public double sum() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /// {@return the mean per token; nats; 0 if there is no token}
    public double mean() {
        return values.length == 0 ? 0 : sum() / values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogProbabilities that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
