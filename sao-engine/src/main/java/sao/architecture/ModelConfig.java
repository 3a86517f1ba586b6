package sao.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The shape of a decoder: all that its arithmetic depends on besides its weights.
///
/// @param family which architecture it is
/// @param vocabularySize V, rows of the embedding
/// @param width E, of the residual stream
/// @param feedForwardWidth F
/// @param layers how many
/// @param heads H, query heads; a multiple of K
/// @param keyValueHeads K
/// @param headWidth D, even
/// @param normEpsilon added to the mean square before its root
/// @param rotation of queries and keys
/// @param contextTokens most positions
/// @param tiedEmbeddings whether the head is the embedding
public record ModelConfig(
        Family family,
        int vocabularySize,
        int width,
        int feedForwardWidth,
        int layers,
        int heads,
        int keyValueHeads,
        int headWidth,
        double normEpsilon,
        Rotation rotation,
        int contextTokens,
        boolean tiedEmbeddings) {
    public ModelConfig {
        require(vocabularySize > 0, "vocab_size", vocabularySize, "above 0");
        require(width > 0, "hidden_size", width, "above 0");
        require(feedForwardWidth > 0, "intermediate_size", feedForwardWidth, "above 0");
        require(layers > 0, "num_hidden_layers", layers, "above 0");
        require(keyValueHeads > 0, "num_key_value_heads", keyValueHeads, "above 0");
        require(heads > 0 && heads % keyValueHeads == 0, "num_attention_heads", heads, "a multiple of key-value heads");
        require(headWidth > 0 && headWidth % 2 == 0, "head_dim", headWidth, "even and above 0");
        require(normEpsilon >= 0, "rms_norm_eps", normEpsilon, "at least 0");
        require(contextTokens > 0, "max_position_embeddings", contextTokens, "above 0");
    }

    private static void require(boolean holds, String name, Number found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return the configuration that a Hugging Face `config.json` describes, in its old or its new
    /// spelling}
    ///
    /// @throws sao.domain.SaoException if family, rope type or activation is not built in, or a key is
    ///     missing
    public static ModelConfig fromHuggingFace(JsonNode config) {
        return new HuggingFaceConfig(config).read();
    }

    /// {@return the configuration that a GGUF file describes}
    ///
    /// @param metadata the file's key-value pairs
    /// @param names the Hugging Face names of its tensors: they tell whether the head is tied
    /// @throws sao.domain.SaoException if architecture or rope type is not built in, or a key is missing
    public static ModelConfig fromGguf(Map<String, ?> metadata, Collection<String> names) {
        return new GgufConfig(metadata, names).read();
    }

    /// {@return the `config.json` that transformers reads as this model; ids of special tokens are left
    /// out}
    public ObjectNode toHuggingFace() {
        return HuggingFaceConfig.write(this);
    }

    /// {@return all parameters: Hugging Face name to shape, in the order of the layers}
    public Map<String, long[]> parameterShapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(WeightNames.EMBEDDING, new long[] {vocabularySize, width});
        for (int layer = 0; layer < layers; layer++) {
            WeightNames names = new WeightNames(layer);
            long queries = (long) heads * headWidth;
            long keys = (long) keyValueHeads * headWidth;
            shapes.put(names.inputNorm(), new long[] {width});
            shapes.put(names.query(), new long[] {queries, width});
            shapes.put(names.key(), new long[] {keys, width});
            shapes.put(names.value(), new long[] {keys, width});
            if (family.inputBias()) {
                shapes.put(names.queryBias(), new long[] {queries});
                shapes.put(names.keyBias(), new long[] {keys});
                shapes.put(names.valueBias(), new long[] {keys});
            }
            if (family.queryKeyNorm()) {
                shapes.put(names.queryNorm(), new long[] {headWidth});
                shapes.put(names.keyNorm(), new long[] {headWidth});
            }
            shapes.put(names.attentionOutput(), new long[] {width, queries});
            shapes.put(names.feedForwardNorm(), new long[] {width});
            shapes.put(names.gate(), new long[] {feedForwardWidth, width});
            shapes.put(names.up(), new long[] {feedForwardWidth, width});
            shapes.put(names.down(), new long[] {width, feedForwardWidth});
        }
        shapes.put(WeightNames.FINAL_NORM, new long[] {width});
        if (!tiedEmbeddings) {
            shapes.put(WeightNames.HEAD, new long[] {vocabularySize, width});
        }
        return shapes;
    }

    /// {@return how many numbers the model has}
    public long parameterCount() {
        long count = 0;
        for (long[] shape : parameterShapes().values()) {
            long places = 1;
            for (long size : shape) {
                places *= size;
            }
            count += places;
        }
        return count;
    }
}
