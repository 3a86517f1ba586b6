package sao.gradient;

import org.bytedeco.pytorch.Tensor;

/// A function of a row's log-probabilities, seen by its derivative.
@FunctionalInterface
public interface RowFunction {
    /// {@return `[M]` float32, derivative by each log-probability; in the caller's scope}
    ///
    /// @param likelihoods of the row's answer tokens, in memory that this process can read, as the result must be,
    ///     whatever the device of the weights
    Tensor derivative(TokenLikelihoods likelihoods);

    /// {@return whether the function reads [TokenLikelihoods#agreements]}
    default boolean needsAgreement() {
        return false;
    }
}
