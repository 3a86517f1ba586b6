package sao.config;

import java.util.Optional;
import java.util.OptionalDouble;

/// Deviations from plain causal attention over all earlier positions.
///
/// @param queryScalar queries are divided by its square root before the softmax
///     (`query_pre_attn_scalar`); D in most families
/// @param scoreCap soft bound of the scores, see [AttentionRule]; empty: none
/// @param window sliding window of some or all layers; empty: every layer attends to all earlier
///     positions
public record AttentionShape(double queryScalar, OptionalDouble scoreCap, Optional<SlidingWindow> window) {
    /// {@return plain attention}
    ///
    /// @param headWidth D
    public static AttentionShape plain(int headWidth) {
        return new AttentionShape(headWidth, OptionalDouble.empty(), Optional.empty());
    }
}
