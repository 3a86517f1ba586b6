package sao.token;

/// What makes tokens seen before less likely. Repetition comes first, then the other two, all before the
/// temperature, as vLLM and transformers have it.
///
/// @param repetition divides positive and multiplies negative logits of tokens of the prompt and of the
///     answer (Keskar et al., arXiv 1909.05858); above 0, 1: off
/// @param frequency is taken from a token's logit once for each time it stands in the answer; between -2
///     and 2, 0: off
/// @param presence is taken once from the logit of a token that stands in the answer; between -2 and 2, 0:
///     off
public record Penalties(double repetition, double frequency, double presence) {
    /// No penalty at all.
    public static final Penalties NONE = new Penalties(1, 0, 0);

    public Penalties {
        SamplingSettings.require(
                repetition > 0 && repetition <= 100, "repetition_penalty", repetition, "above 0 and at most 100");
        SamplingSettings.require(frequency >= -2 && frequency <= 2, "frequency_penalty", frequency, "between -2 and 2");
        SamplingSettings.require(presence >= -2 && presence <= 2, "presence_penalty", presence, "between -2 and 2");
    }

    /// {@return these penalties with another one for repetition}
    public Penalties withRepetition(double other) {
        return new Penalties(other, frequency, presence);
    }
}
