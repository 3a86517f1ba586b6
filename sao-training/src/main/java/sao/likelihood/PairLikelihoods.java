package sao.likelihood;

import static org.bytedeco.pytorch.global.torch.full_like;
import static org.bytedeco.pytorch.global.torch.ones_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Log-probabilities of `B` pairs: all that a preference loss reads.
///
/// @param chosen the better answers
/// @param rejected the others
/// @param probability `[B]`, probability that chosen is better; 1 is a hard label
/// @param supervised `[B]`, summed log-probability of the tokens under the likelihood term of losses that
///     have one: the chosen answer's, or those of prompt and chosen answer; nats
/// @param divergence `[]`, mean log-probability of unrelated answers above the reference model's, clamped
///     at 0, no gradient; nats. NaN where none was measured
public record PairLikelihoods(
        AnswerLikelihoods chosen,
        AnswerLikelihoods rejected,
        Tensor probability,
        Tensor supervised,
        Tensor divergence) {
    /// {@return pairs with hard labels, the chosen answer under the likelihood term, no divergence}
    ///
    /// @param chosen the better answers
    /// @param rejected the others
    public static PairLikelihoods of(AnswerLikelihoods chosen, AnswerLikelihoods rejected) {
        Tensor length = chosen.length();
        return new PairLikelihoods(
                chosen,
                rejected,
                ones_like(length),
                chosen.sum(),
                full_like(length, new Scalar(Double.NaN)).mean());
    }
}
