package sao.token;

import java.util.List;

/// How tokens are sampled from a model's distribution.
///
/// @param temperature divisor of the logits, from 0 to 100; 0 is greedy decoding (ties go to the smaller id)
/// @param topP nucleus sampling: keeps the smallest set of tokens whose total probability is at least this; above
///     0, at most 1; 1: off
/// @param topK keeps the K most probable tokens; at least 0; 0: off
/// @param minP keeps tokens whose probability is at least this fraction of the largest; in [0, 1); 0: off
/// @param penalties on tokens that occurred before
/// @param ending conditions that end an answer
public record SamplingSettings(
        double temperature, double topP, int topK, double minP, Penalties penalties, Ending ending) {
    /// @throws IllegalArgumentException if a number is out of its range
    public SamplingSettings {
        require(temperature >= 0 && temperature <= 100, "temperature", temperature, "between 0 and 100");
        require(topP > 0 && topP <= 1, "top_p", topP, "above 0 and at most 1");
        require(topK >= 0, "top_k", topK, "at least 0");
        require(minP >= 0 && minP < 1, "min_p", minP, "at least 0 and below 1");
    }

    static void require(boolean holds, String name, Object found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return sampling with a temperature and top-p, everything else off}
    public static SamplingSettings of(double temperature, double topP, int maximumTokens) {
        return new SamplingSettings(temperature, topP, 0, 0, Penalties.NONE, Ending.after(maximumTokens));
    }

    /// {@return greedy decoding: the most probable token at every step}
    public static SamplingSettings greedy(int maximumTokens) {
        return of(0, 1, maximumTokens);
    }

    /// {@return these settings with other penalties}
    public SamplingSettings with(Penalties others) {
        return new SamplingSettings(temperature, topP, topK, minP, others, ending);
    }

    /// {@return these settings with another ending}
    public SamplingSettings with(Ending other) {
        return new SamplingSettings(temperature, topP, topK, minP, penalties, other);
    }

    /// {@return the divisor of the logits: the temperature, or 1 for greedy decoding; at least 1e-6, since the
    /// quotient would overflow float32 below}
    public double divisor() {
        return temperature == 0 ? 1 : Math.max(temperature, 1e-6);
    }

    /// {@return the maximum number of tokens of an answer}
    public int maximumTokens() {
        return ending.maximumTokens();
    }

    /// {@return texts that end an answer}
    public List<String> stop() {
        return ending.stop();
    }
}
