package sao.gradient;

import org.bytedeco.pytorch.Tensor;

/// A function of a row's log-probabilities, represented by its derivative.
@FunctionalInterface
public interface RowFunction {
    /// {@return `[M]` float32, derivative with respect to each log-probability; in the caller's scope}
    ///
    /// @param likelihoods of the row's answer tokens. Their tensors and the result are in host memory, on
    ///     every device
    Tensor derivative(TokenLikelihoods likelihoods);

    /// {@return whether the function reads [TokenLikelihoods#agreements]}
    default boolean needsAgreement() {
        return false;
    }
}
