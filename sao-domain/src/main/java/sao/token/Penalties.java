package sao.token;

/// Penalties on the logits of tokens that occurred before. The repetition penalty is applied first, then
/// frequency and presence, all before the temperature, as in vLLM and transformers.
///
/// @param repetition divides positive and multiplies negative logits of tokens of the prompt and of the
///     answer (Keskar et al., arXiv 1909.05858); above 0, at most 100; 1: off
/// @param frequency subtracted from a token's logit once for each occurrence in the answer; from -2 to 2; 0: off
/// @param presence subtracted once from the logit of each token of the answer; from -2 to 2; 0: off
public record Penalties(double repetition, double frequency, double presence) {
    /// All penalties off.
    public static final Penalties NONE = new Penalties(1, 0, 0);

    /// @throws IllegalArgumentException if a penalty is out of its range
    public Penalties {
        SamplingSettings.require(
                repetition > 0 && repetition <= 100, "repetition_penalty", repetition, "above 0 and at most 100");
        SamplingSettings.require(frequency >= -2 && frequency <= 2, "frequency_penalty", frequency, "between -2 and 2");
        SamplingSettings.require(presence >= -2 && presence <= 2, "presence_penalty", presence, "between -2 and 2");
    }
}
