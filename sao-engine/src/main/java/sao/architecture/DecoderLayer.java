package sao.architecture;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// One layer: attention and feed-forward part, each normalised before and added to the residual stream.
///
/// @param heads how the projections split into heads
/// @param inputNorm before attention
/// @param inputs to query, key and value
/// @param queryKeyNorms of Qwen3, head by head
/// @param output from H * D to E
/// @param feedForwardNorm before the feed-forward part
/// @param mlp the feed-forward part
record DecoderLayer(
        Heads heads,
        RmsNorm inputNorm,
        Projections inputs,
        Optional<QueryKeyNorms> queryKeyNorms,
        Linear output,
        RmsNorm feedForwardNorm,
        GatedMlp mlp) {
    /// @param queries H
    /// @param keys K
    /// @param width D
    record Heads(long queries, long keys, long width) {}

    /// @param query of each query head
    /// @param key of each key head
    record QueryKeyNorms(RmsNorm query, RmsNorm key) {}

    /// {@return the residual stream after this layer, `[N, E]`, in the caller's scope}
    ///
    /// @param index of this layer, from 0
    /// @param stream `[N, E]`
    Tensor apply(int index, Tensor stream, RotaryEmbedding.Angles angles, Attention attention) {
        List<Tensor> parts = inputs.apply(inputNorm.apply(stream));
        Tensor query = parts.get(0).reshape(-1, heads.queries(), heads.width());
        Tensor key = parts.get(1).reshape(-1, heads.keys(), heads.width());
        Tensor value = parts.get(2).reshape(-1, heads.keys(), heads.width());
        if (queryKeyNorms.isPresent()) {
            query = queryKeyNorms.get().query().apply(query);
            key = queryKeyNorms.get().key().apply(key);
        }
        Tensor mixed = attention.attend(
                index, RotaryEmbedding.rotate(query, angles), RotaryEmbedding.rotate(key, angles), value);
        Tensor attended = stream.add(output.apply(mixed));
        return attended.add(mlp.apply(feedForwardNorm.apply(attended)));
    }
}
