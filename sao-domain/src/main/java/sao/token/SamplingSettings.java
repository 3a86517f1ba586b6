package sao.token;

import java.util.List;

/// How tokens are drawn from a model's distribution.
///
/// @param temperature divisor of the logits, at least 0; 0 is greedy (ties go to the smaller id)
/// @param topP nucleus: the smallest set of tokens whose probability reaches it is kept; above 0, at most 1
///     (1: off)
/// @param topK keeps the K likeliest tokens; 0: off
/// @param minP keeps tokens at least this fraction as likely as the likeliest; in [0, 1), 0: off
/// @param penalties of tokens already seen
/// @param ending when an answer ends
public record SamplingSettings(
        double temperature, double topP, int topK, double minP, Penalties penalties, Ending ending) {
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

    /// {@return sampling at a temperature within a nucleus, everything else off}
    public static SamplingSettings of(double temperature, double topP, int maximumTokens) {
        return new SamplingSettings(temperature, topP, 0, 0, Penalties.NONE, Ending.after(maximumTokens));
    }

    /// {@return the likeliest token at every step}
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

    /// {@return by what logits are divided before tokens are drawn: the temperature; 1 for greedy answers; at
    /// least a millionth, since float32 cannot hold logits divided by much less}
    public double divisor() {
        return temperature == 0 ? 1 : Math.max(temperature, 1e-6);
    }

    /// {@return most tokens of an answer}
    public int maximumTokens() {
        return ending.maximumTokens();
    }

    /// {@return texts that end an answer}
    public List<String> stop() {
        return ending.stop();
    }
}
