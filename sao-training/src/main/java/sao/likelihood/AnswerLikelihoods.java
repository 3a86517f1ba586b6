package sao.likelihood;

import static org.bytedeco.pytorch.global.torch.full_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Log-probabilities of the chosen or of the rejected answers of `B` pairs.
///
/// @param sum `[B]` floating, summed log-probability of each answer's tokens given its prompt; nats
/// @param length `[B]` floating, tokens of each answer, at least 1
/// @param reference `[B]` floating, `sum` under the reference model; NaN without a reference model, so
///     that a loss that needs one gives NaN
/// @param agreement `[B]` floating, mean over the answer's tokens of the logarithm of the probability that
///     two draws of the model agree, `log sum_v p(v)^2`, no gradient; nats per token. NaN where it was not
///     measured
public record AnswerLikelihoods(Tensor sum, Tensor length, Tensor reference, Tensor agreement) {
    /// Likelihoods without a measured agreement.
    public AnswerLikelihoods(Tensor sum, Tensor length, Tensor reference) {
        this(sum, length, reference, full_like(length, new Scalar(Double.NaN)));
    }

    /// {@return the likelihoods for a loss that needs no reference model}
    public static AnswerLikelihoods withoutReference(Tensor sum, Tensor length) {
        return new AnswerLikelihoods(sum, length, full_like(length, new Scalar(Double.NaN)));
    }

    /// {@return `a`: `[B]`, mean log-probability; nats per token}
    public Tensor mean() {
        return sum.div(length);
    }

    /// {@return `D`: `[B]`, log-probability above the reference model's; nats}
    public Tensor gain() {
        return sum.sub(reference);
    }

    /// {@return `D / n`: `[B]`, log-probability above the reference model's; nats per token}
    public Tensor meanGain() {
        return gain().div(length);
    }
}
