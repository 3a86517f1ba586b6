package sao.architecture;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import sao.config.AttentionRule;

/// One layer: attention and feed-forward part, each normalised and added to the residual stream.
///
/// @param rule attention rule of the layer
/// @param heads number and width of the heads
/// @param inputs projections to query, key and value
/// @param queryKeyNorms norms of the query and key heads, in families that have them
/// @param output projection from H * D to E
/// @param attentionNorms norms before and after attention
/// @param mlp the feed-forward part
/// @param feedForwardNorms norms before and after the feed-forward part
record DecoderLayer(
        AttentionRule rule,
        Heads heads,
        Projections inputs,
        Optional<QueryKeyNorms> queryKeyNorms,
        Linear output,
        Norms attentionNorms,
        GatedMlp mlp,
        Norms feedForwardNorms) {
    /// @param queries H, number of query heads
    /// @param keys K, number of key-value heads
    /// @param width D, head width
    record Heads(long queries, long keys, long width) {}

    /// @param query norm of each query head
    /// @param key norm of each key head
    record QueryKeyNorms(RmsNorm query, RmsNorm key) {}

    /// @param input norm of the input of the part
    /// @param output norm of the output of the part, in families that have it
    record Norms(RmsNorm input, Optional<RmsNorm> output) {
        Tensor ofOutput(Tensor given) {
            return output.map(norm -> norm.apply(given)).orElse(given);
        }
    }

    /// {@return the residual stream after this layer, `[N, E]`, in the caller's scope}
    ///
    /// @param stream `[N, E]`
    Tensor apply(Tensor stream, RotaryEmbedding.Angles angles, Attention attention) {
        List<Tensor> parts = inputs.apply(attentionNorms.input().apply(stream));
        Tensor query = parts.get(0).reshape(-1, heads.queries(), heads.width());
        Tensor key = parts.get(1).reshape(-1, heads.keys(), heads.width());
        Tensor value = parts.get(2).reshape(-1, heads.keys(), heads.width());
        if (queryKeyNorms.isPresent()) {
            query = queryKeyNorms.get().query().apply(query);
            key = queryKeyNorms.get().key().apply(key);
        }
        Tensor mixed = attention.attend(
                rule, RotaryEmbedding.rotate(query, angles), RotaryEmbedding.rotate(key, angles), value);
        Tensor attended = stream.add(attentionNorms.ofOutput(output.apply(mixed)));
        Tensor fed = mlp.apply(feedForwardNorms.input().apply(attended));
        return attended.add(feedForwardNorms.ofOutput(fed));
    }
}
