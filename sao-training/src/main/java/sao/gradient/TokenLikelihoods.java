package sao.gradient;

import org.bytedeco.pytorch.Tensor;

/// What the head says of M answer tokens. Both tensors belong to the scope of who made it.
///
/// @param logProbabilities `[M]` float32, of the tokens; nats
/// @param agreements `[M]` float32, logarithm of the probability that two draws at the token's place agree;
///     nats, NaN where nobody asked
public record TokenLikelihoods(Tensor logProbabilities, Tensor agreements) {}
