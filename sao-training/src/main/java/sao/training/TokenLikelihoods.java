package sao.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What the head says of M answer tokens.
///
/// @param logProbabilities `[M]` float32, of the tokens; nats
/// @param agreements `[M]` float32, logarithm of the probability that two draws at the token's place agree;
///     nats, NaN where nobody asked
record TokenLikelihoods(Tensor logProbabilities, Tensor agreements) {
    /// {@return likelihoods of whose agreement nobody asked}
    static TokenLikelihoods of(Tensor logProbabilities) {
        return new TokenLikelihoods(logProbabilities, torch.full_like(logProbabilities, new Scalar(Double.NaN)));
    }
}
