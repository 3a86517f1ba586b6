package sao.gradient;

import org.bytedeco.pytorch.Tensor;
import sao.tensor.Tensors;

/// Log-probabilities of M answer tokens. Both tensors belong to the scope in which they were made.
///
/// @param logProbabilities `[M]` float32, of the tokens; nats
/// @param agreements `[M]` float32, logarithm of the probability that two draws at the token's place agree;
///     nats, NaN where it was not computed
public record TokenLikelihoods(Tensor logProbabilities, Tensor agreements) {
    /// {@return the same in memory that this process can read, in the caller's scope}
    TokenLikelihoods onHost() {
        return new TokenLikelihoods(Tensors.onHost(logProbabilities), Tensors.onHost(agreements));
    }
}
