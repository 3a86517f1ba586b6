package sao.architecture;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import sao.config.AttentionRule;

/// One layer: attention and feed-forward part, each normalised and added to the residual stream.
///
/// @param rule what its tokens see
/// @param heads how the projections split into heads
/// @param inputs to query, key and value
/// @param queryKeyNorms head by head, in families that have them
/// @param output from H * D to E
/// @param attentionNorms around attention
/// @param mlp the feed-forward part
/// @param feedForwardNorms around it
record DecoderLayer(
        AttentionRule rule,
        Heads heads,
        Projections inputs,
        Optional<QueryKeyNorms> queryKeyNorms,
        Linear output,
        Norms attentionNorms,
        GatedMlp mlp,
        Norms feedForwardNorms) {
    /// @param queries H
    /// @param keys K
    /// @param width D
    record Heads(long queries, long keys, long width) {}

    /// @param query of each query head
    /// @param key of each key head
    record QueryKeyNorms(RmsNorm query, RmsNorm key) {}

    /// @param input of what the part gets
    /// @param output of what it gives, in families that have it
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
