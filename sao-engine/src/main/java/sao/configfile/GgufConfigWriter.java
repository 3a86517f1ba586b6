package sao.configfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.Rotation;
import sao.config.SlidingWindow;

/// Writes a configuration as the metadata of a GGUF file with llama.cpp's keys: the inverse of [GgufConfig].
public final class GgufConfigWriter {
    private final ModelConfig model;
    private final String prefix;
    private final SequencedMap<String, Object> metadata = new LinkedHashMap<>();

    private GgufConfigWriter(ModelConfig model) {
        this.model = model;
        this.prefix = model.family().ggufName() + ".";
    }

    /// {@return the metadata that [GgufConfig#parse] reads as this model, without its vocabulary} Integers are
    /// [Integer], all other numbers [Float].
    public static SequencedMap<String, Object> write(ModelConfig model) {
        GgufConfigWriter writer = new GgufConfigWriter(model);
        writer.sizes();
        writer.rotation();
        writer.attention();
        return writer.metadata;
    }

    /// {@return the table `rope_freqs.weight` of a GGUF file of a model, `[D/2]`; empty if it needs none}
    public static List<Float> frequencyDivisors(ModelConfig model) {
        return model.rotation().scaling() instanceof Rotation.Llama3 rule
                ? FrequencyTable.divisors(rule, model.rotation().base(), model.headWidth())
                : List.of();
    }

    private void put(String key, Object value) {
        metadata.put(prefix + key, value);
    }

    private void putFloat(String key, double value) {
        put(key, (float) value);
    }

    private void sizes() {
        put("vocab_size", model.vocabularySize());
        put("context_length", model.contextTokens());
        put("embedding_length", model.width());
        put("block_count", model.layers());
        put("feed_forward_length", model.feedForwardWidth());
        put("attention.head_count", model.heads());
        put("attention.head_count_kv", model.keyValueHeads());
        put("attention.key_length", model.headWidth());
        put("attention.value_length", model.headWidth());
        putFloat("attention.layer_norm_rms_epsilon", model.normEpsilon());
    }

    /// Llama 3's scaling rule does not have metadata keys: its table is a tensor.
    private void rotation() {
        put("rope.dimension_count", model.headWidth());
        putFloat("rope.freq_base", model.rotation().base());
        switch (model.rotation().scaling()) {
            case Rotation.Unscaled() -> {}
            case Rotation.Linear(double factor) -> {
                put("rope.scaling.type", "linear");
                putFloat("rope.scaling.factor", factor);
            }
            case Rotation.Llama3 llama3 -> put("rope.scaling.original_context_length", llama3.originalContext());
        }
    }

    private void attention() {
        model.attention().window().ifPresent(this::window);
        model.attention().scoreCap().ifPresent(cap -> putFloat("attn_logit_softcapping", cap));
        model.logitCap().ifPresent(cap -> putFloat("final_logit_softcapping", cap));
        if (model.attention().queryScalar() != model.headWidth()) {
            putFloat("attention.scale", 1 / Math.sqrt(model.attention().queryScalar()));
        }
    }

    /// Values that readers assume for a family are not written: some readers accept the key in one form only.
    private void window(SlidingWindow window) {
        put("attention.sliding_window", window.tokens());
        int period = model.family().windowPeriod();
        boolean usual = true;
        for (int layer = 0; layer < model.layers(); layer++) {
            usual &= window.layers().get(layer) == (period == 0 || (layer + 1) % period != 0);
        }
        if (!usual) {
            put("attention.sliding_window_pattern", window.layers());
        }
        double assumed =
                model.family() == Family.GEMMA3 ? 10_000 : model.rotation().base();
        if (window.rotation().base() != assumed) {
            putFloat("rope.freq_base_swa", window.rotation().base());
        }
    }
}
