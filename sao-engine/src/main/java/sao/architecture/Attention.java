package sao.architecture;

import org.bytedeco.pytorch.Tensor;
import sao.config.AttentionRule;

/// The attention of the tokens of one pass to each other and to cached positions: the only operation of a
/// decoder that combines tokens.
///
/// A pass runs over N tokens in one dimension, from any number of sequences. The implementation determines
/// which tokens form a sequence and which positions are cached.
@FunctionalInterface
public interface Attention {
    /// {@return `[N, H * D]`, in the caller's scope}
    ///
    /// @param rule attention rule of the layer; called once for each layer, in order
    /// @param query `[N, H, D]`, rotated, not yet scaled
    /// @param key `[N, K, D]`, rotated
    /// @param value `[N, K, D]`
    Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value);
}
