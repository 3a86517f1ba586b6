package sao.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import sao.config.Family.Trait;
import sao.weights.WeightSource;

/// The shape of a decoder: everything that its computation depends on besides the weights.
///
/// @param family which architecture it is
/// @param vocabularySize V, rows of the embedding
/// @param width E, of the residual stream
/// @param feedForwardWidth F
/// @param layers number of layers
/// @param heads H, query heads; a multiple of K
/// @param keyValueHeads K
/// @param headWidth D, even
/// @param normEpsilon added to the mean square before its root
/// @param rotation of queries and keys, except in layers with a window
/// @param contextTokens maximum number of positions
/// @param tiedEmbeddings whether the head is the embedding
/// @param attention score scale, caps and windows
/// @param logitCap soft bound of the logits, `cap * tanh(logit / cap)`; empty: none
/// @param head what it computes from a hidden state
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
        OptionalDouble logitCap,
        OutputHead head) {
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

    /// Checks a number of layers before a list with an entry for each layer is made.
    ///
    /// @throws IllegalArgumentException if it is out of range
    public static void requireLayers(int layers) {
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

    /// {@return this configuration with other bounds of attention}
    public ModelConfig withBounds(AttentionShape otherAttention, OptionalDouble otherLogitCap) {
        return with(family, tiedEmbeddings, otherAttention, otherLogitCap, head);
    }

    /// {@return the same sizes with another family, such as for a Mistral model that a GGUF file calls
    /// `llama`}
    public ModelConfig withFamily(Family other) {
        return with(other, tiedEmbeddings, attention, logitCap, head);
    }

    /// {@return the same sizes as a reward model: one score in place of the logits, which no cap bounds}
    public ModelConfig asRewardModel() {
        return with(family, false, attention, OptionalDouble.empty(), OutputHead.REWARD);
    }

    private ModelConfig with(
            Family otherFamily, boolean tied, AttentionShape shape, OptionalDouble cap, OutputHead otherHead) {
        return new ModelConfig(
                otherFamily,
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
                tied,
                shape,
                cap,
                otherHead);
    }

    /// {@return the attention rule of a layer}
    ///
    /// @param layer from 0
    public AttentionRule attentionRule(int layer) {
        int window = slidingWindow(layer).map(SlidingWindow::tokens).orElse(AttentionRule.WHOLE);
        return new AttentionRule(layer, 1 / Math.sqrt(attention.queryScalar()), attention.scoreCap(), window);
    }

    /// {@return the rotation of queries and keys of a layer}
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
            shapes.put(headName(), new long[] {outputs(), width});
        }
        return shapes;
    }

    /// {@return the Hugging Face name of the weight of the head; the embedding's if both are one}
    public String headName() {
        return switch (head) {
            case TOKENS -> tiedEmbeddings ? WeightNames.EMBEDDING : WeightNames.HEAD;
            case REWARD -> WeightNames.REWARD_HEAD;
        };
    }

    /// {@return how many numbers the head computes from a hidden state}
    public int outputs() {
        return switch (head) {
            case TOKENS -> vocabularySize;
            case REWARD -> 1;
        };
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
    /// @throws sao.error.SaoException naming the first parameter that is missing, of another shape, or not part of
    ///     the model
    public void requireIn(WeightSource weights) {
        ParameterCheck.require(this, weights.names(), weights.toString(), weights::shape);
    }

    /// Requires that given parameters are this model's and no others.
    ///
    /// @param names of the given parameters
    /// @param shapes the shape of the parameter of a name
    /// @throws sao.error.SaoException naming the first parameter that is missing, of another shape, or not part of
    ///     the model
    public void requireParameters(List<String> names, Function<String, long[]> shapes) {
        ParameterCheck.require(this, names, "The given parameters", shapes);
    }

    /// {@return the number of parameters}
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
