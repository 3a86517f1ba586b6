package sao.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import sao.architecture.Family.Trait;
import sao.error.SaoException;
import sao.weights.WeightSource;

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
/// @param rotation of queries and keys, except in layers with a window
/// @param contextTokens most positions
/// @param tiedEmbeddings whether the head is the embedding
/// @param attention what bounds it
/// @param logitCap soft bound of the logits, `cap * tanh(logit / cap)`; empty: none
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
        boolean tiedEmbeddings,
        AttentionShape attention,
        OptionalDouble logitCap) {
    private static final int MOST_LAYERS = 10_000;

    public ModelConfig {
        require(vocabularySize > 0, "vocab_size", vocabularySize, "above 0");
        require(width > 0, "hidden_size", width, "above 0");
        require(feedForwardWidth > 0, "intermediate_size", feedForwardWidth, "above 0");
        requireLayers(layers);
        require(keyValueHeads > 0, "num_key_value_heads", keyValueHeads, "above 0");
        require(heads > 0 && heads % keyValueHeads == 0, "num_attention_heads", heads, "a multiple of key-value heads");
        require(headWidth > 0 && headWidth % 2 == 0, "head_dim", headWidth, "even and above 0");
        require(normEpsilon >= 0, "rms_norm_eps", normEpsilon, "at least 0");
        // arithmetic and GGUF have it in float32, and some folders spell that out: 9.999999747378752E-6 is 1e-5
        normEpsilon = Double.parseDouble(Float.toString((float) normEpsilon));
        require(contextTokens > 0, "max_position_embeddings", contextTokens, "above 0");
        require(attention.queryScalar() > 0, "query_pre_attn_scalar", attention.queryScalar(), "above 0");
        requireCap("attn_logit_softcapping", attention.scoreCap());
        requireCap("final_logit_softcapping", logitCap);
        int listed = attention.window().map(window -> window.layers().size()).orElse(layers);
        require(listed == layers, "the length of layer_types", listed, "num_hidden_layers, " + layers);
    }

    /// Before anything is made for each layer.
    static void requireLayers(int layers) {
        require(layers > 0 && layers <= MOST_LAYERS, "num_hidden_layers", layers, "from 1 to " + MOST_LAYERS);
    }

    private static void requireCap(String name, OptionalDouble cap) {
        cap.ifPresent(bound -> require(bound > 0, name, bound, "above 0, or null"));
    }

    private static void require(boolean holds, String name, Number found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return the configuration that a Hugging Face `config.json` describes, in its old or its new
    /// spelling}
    ///
    /// @throws sao.error.SaoException if family, rope type or activation is not built in, or a key is
    ///     missing
    public static ModelConfig fromHuggingFace(JsonNode config) {
        return possible("config.json", () -> new HuggingFaceConfig(config).read());
    }

    /// {@return the configuration that a GGUF file describes}
    ///
    /// @param metadata the file's key-value pairs
    /// @param names the Hugging Face names of its tensors: they tell whether the head is tied
    /// @param frequencyDivisors the file's table `rope_freqs.weight`; empty if it has none
    /// @throws sao.error.SaoException if architecture or rope type is not built in, or a key is missing
    public static ModelConfig fromGguf(
            Map<String, ?> metadata, Collection<String> names, List<Float> frequencyDivisors) {
        return possible("The GGUF file", () -> new GgufConfig(metadata, names, frequencyDivisors).read());
    }

    private static ModelConfig possible(String where, Supplier<ModelConfig> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new SaoException(
                    "%s describes an impossible model: %s.".formatted(where, e.getMessage()),
                    "Fetch the model again: the file is damaged or was edited.",
                    e);
        }
    }

    /// {@return the `config.json` that transformers reads as this model; ids of special tokens are left
    /// out}
    public ObjectNode toHuggingFace() {
        return HuggingFaceConfigWriter.write(this);
    }

    /// {@return this configuration with other bounds}
    public ModelConfig withBounds(AttentionShape otherAttention, OptionalDouble otherLogitCap) {
        return new ModelConfig(
                family,
                vocabularySize,
                width,
                feedForwardWidth,
                layers,
                heads,
                keyValueHeads,
                headWidth,
                normEpsilon,
                rotation,
                contextTokens,
                tiedEmbeddings,
                otherAttention,
                otherLogitCap);
    }

    /// {@return the metadata of a GGUF file that [#fromGguf] reads as this model; vocabulary left out}
    ///
    /// Integers are [Integer], all other numbers [Float].
    public Map<String, Object> toGguf() {
        return GgufConfigWriter.write(this);
    }

    /// {@return the table `rope_freqs.weight` of a GGUF file of this model, `[D/2]`; empty if it needs none}
    public List<Float> frequencyDivisors() {
        return rotation.scaling() instanceof Rotation.Llama3 rule
                ? FrequencyTable.divisors(rule, rotation.base(), headWidth)
                : List.of();
    }

    /// {@return the same sizes under another family's name, such as that of a Mistral model that a GGUF file
    /// calls `llama`}
    public ModelConfig withFamily(Family other) {
        return new ModelConfig(
                other,
                vocabularySize,
                width,
                feedForwardWidth,
                layers,
                heads,
                keyValueHeads,
                headWidth,
                normEpsilon,
                rotation,
                contextTokens,
                tiedEmbeddings,
                attention,
                logitCap);
    }

    /// {@return how the tokens of a layer see each other}
    ///
    /// @param layer from 0
    public AttentionRule attentionRule(int layer) {
        int window = slidingWindow(layer).map(SlidingWindow::tokens).orElse(AttentionRule.WHOLE);
        return new AttentionRule(layer, 1 / Math.sqrt(attention.queryScalar()), attention.scoreCap(), window);
    }

    /// {@return how queries and keys of a layer are turned}
    ///
    /// @param layer from 0
    public Rotation rotation(int layer) {
        return slidingWindow(layer).map(SlidingWindow::rotation).orElse(rotation);
    }

    private Optional<SlidingWindow> slidingWindow(int layer) {
        return attention.window().filter(window -> window.layers().get(layer));
    }

    /// {@return all parameters: Hugging Face name to shape, in the order of the layers}
    public Map<String, long[]> parameterShapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(WeightNames.EMBEDDING, new long[] {vocabularySize, width});
        for (int layer = 0; layer < layers; layer++) {
            putLayer(shapes, new WeightNames(family, layer));
        }
        shapes.put(WeightNames.FINAL_NORM, new long[] {width});
        if (!tiedEmbeddings) {
            shapes.put(WeightNames.HEAD, new long[] {vocabularySize, width});
        }
        return shapes;
    }

    private void putLayer(Map<String, long[]> shapes, WeightNames names) {
        long queries = (long) heads * headWidth;
        long keys = (long) keyValueHeads * headWidth;
        shapes.put(names.inputNorm(), new long[] {width});
        shapes.put(names.query(), new long[] {queries, width});
        shapes.put(names.key(), new long[] {keys, width});
        shapes.put(names.value(), new long[] {keys, width});
        if (family.has(Trait.INPUT_BIAS)) {
            shapes.put(names.queryBias(), new long[] {queries});
            shapes.put(names.keyBias(), new long[] {keys});
            shapes.put(names.valueBias(), new long[] {keys});
        }
        if (family.has(Trait.QUERY_KEY_NORM)) {
            shapes.put(names.queryNorm(), new long[] {headWidth});
            shapes.put(names.keyNorm(), new long[] {headWidth});
        }
        shapes.put(names.attentionOutput(), new long[] {width, queries});
        shapes.put(names.feedForwardNorm(), new long[] {width});
        if (family.has(Trait.OUTPUT_NORMS)) {
            shapes.put(names.attentionOutputNorm(), new long[] {width});
            shapes.put(names.feedForwardOutputNorm(), new long[] {width});
        }
        shapes.put(names.gate(), new long[] {feedForwardWidth, width});
        shapes.put(names.up(), new long[] {feedForwardWidth, width});
        shapes.put(names.down(), new long[] {width, feedForwardWidth});
    }

    /// Requires that a file holds this model's parameters and no others.
    ///
    /// @throws SaoException naming the first tensor that is missing, of another shape, or too many
    public void requireIn(WeightSource weights) {
        WeightReader _ = WeightReader.of(this, weights);
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
