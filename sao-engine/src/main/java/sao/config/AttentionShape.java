package sao.config;

import java.util.Optional;
import java.util.OptionalDouble;

/// What bounds attention, beyond plain causal attention over all that went before.
///
/// @param queryScalar queries are divided by its root before the softmax (`query_pre_attn_scalar`); D in
///     most families
/// @param scoreCap soft bound of the scores, see [AttentionRule]; empty: none
/// @param window of some layers or all; empty: every layer sees everything
public record AttentionShape(double queryScalar, OptionalDouble scoreCap, Optional<SlidingWindow> window) {
    /// {@return plain attention}
    ///
    /// @param headWidth D
    public static AttentionShape plain(int headWidth) {
        return new AttentionShape(headWidth, OptionalDouble.empty(), Optional.empty());
    }
}
