package sao.gradient;

import org.bytedeco.pytorch.Tensor;
import sao.tensor.Tensors;

/// Log-probabilities of M answer tokens. Both tensors belong to the scope in which they were created.
///
/// @param logProbabilities `[M]` float32, of the tokens; nats
/// @param agreements `[M]` float32, logarithm of the sum of squared probabilities at the token's
///     position, which is the probability that two draws agree; nats, NaN if it was not computed
public record TokenLikelihoods(Tensor logProbabilities, Tensor agreements) {
    /// {@return the same values in host memory, in the caller's scope}
    TokenLikelihoods onHost() {
        return new TokenLikelihoods(Tensors.onHost(logProbabilities), Tensors.onHost(agreements));
    }
}
