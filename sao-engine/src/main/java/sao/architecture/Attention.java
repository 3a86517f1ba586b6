package sao.architecture;

import org.bytedeco.pytorch.Tensor;
import sao.config.AttentionRule;

/// How the tokens of one pass see each other and what went before: the only part of a decoder that is not
/// token by token.
///
/// A pass runs over N flat tokens, whatever they belong to; the strategy alone knows which of them form a
/// sequence, and what a cache holds.
@FunctionalInterface
public interface Attention {
    /// {@return `[N, H * D]`, in the caller's scope}
    ///
    /// @param rule of the layer; layers come in order
    /// @param query `[N, H, D]`, rotated, not yet scaled
    /// @param key `[N, K, D]`, rotated
    /// @param value `[N, K, D]`
    Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value);
}
