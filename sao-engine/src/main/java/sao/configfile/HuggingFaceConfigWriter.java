package sao.configfile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.Rotation;
import sao.config.SlidingWindow;

/// Writes a configuration as `config.json` with the keys of both old and new versions of transformers.
public final class HuggingFaceConfigWriter {
    private final ModelConfig model;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private HuggingFaceConfigWriter(ModelConfig model) {
        this.model = model;
    }

    /// {@return the `config.json` that transformers reads as this model; ids of special tokens are left out}
    public static ObjectNode write(ModelConfig model) {
        HuggingFaceConfigWriter writer = new HuggingFaceConfigWriter(model);
        writer.sizes();
        writer.rotations();
        writer.windows();
        if (model.family() == Family.GEMMA2 || model.family() == Family.GEMMA3) {
            writer.caps();
        }
        return writer.json;
    }

    private void sizes() {
        json.putArray("architectures").add(model.family().className());
        json.put("model_type", model.family().modelType());
        json.put("vocab_size", model.vocabularySize());
        json.put("hidden_size", model.width());
        json.put("intermediate_size", model.feedForwardWidth());
        json.put("num_hidden_layers", model.layers());
        json.put("num_attention_heads", model.heads());
        json.put("num_key_value_heads", model.keyValueHeads());
        json.put("head_dim", model.headWidth());
        json.put("hidden_act", model.family().activation());
        json.put("rms_norm_eps", model.normEpsilon());
        json.put("max_position_embeddings", model.contextTokens());
        json.put("tie_word_embeddings", model.tiedEmbeddings());
        json.put("attention_bias", false);
        json.put("use_cache", true);
    }

    private void rotations() {
        Rotation rotation = model.rotation();
        json.put("rope_theta", rotation.base());
        if (!(rotation.scaling() instanceof Rotation.Unscaled)) {
            json.set("rope_scaling", scaling(rotation.scaling()));
        }
        if (model.family() != Family.GEMMA3) {
            json.set("rope_parameters", parameters(rotation));
            return;
        }
        Rotation local = window().map(SlidingWindow::rotation).orElse(new Rotation(10_000, new Rotation.Unscaled()));
        json.put("rope_local_base_freq", local.base());
        ObjectNode byLayerType = json.putObject("rope_parameters");
        byLayerType.set(HuggingFaceConfig.FULL, parameters(rotation));
        byLayerType.set(HuggingFaceConfig.SLIDING, parameters(local));
    }

    private static ObjectNode parameters(Rotation rotation) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters.put("rope_theta", rotation.base());
        parameters.setAll(scaling(rotation.scaling()));
        return parameters;
    }

    private static ObjectNode scaling(Rotation.Scaling scaling) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (scaling) {
            case Rotation.Unscaled() -> json.put("rope_type", "default");
            case Rotation.Linear(double factor) ->
                json.put("rope_type", "linear").put("factor", factor);
            case Rotation.Llama3 llama3 ->
                json.put("rope_type", "llama3")
                        .put("factor", llama3.factor())
                        .put("low_freq_factor", llama3.lowFrequencyFactor())
                        .put("high_freq_factor", llama3.highFrequencyFactor())
                        .put("original_max_position_embeddings", llama3.originalContext());
        }
        return json;
    }

    private Optional<SlidingWindow> window() {
        return model.attention().window();
    }

    private void windows() {
        if (model.family() == Family.LLAMA) {
            return;
        }
        window().ifPresentOrElse(
                        window -> json.put("sliding_window", window.tokens()), () -> json.putNull("sliding_window"));
        if (model.family() == Family.MISTRAL) {
            return;
        }
        List<Boolean> layers = window().map(SlidingWindow::layers).orElse(Collections.nCopies(model.layers(), false));
        ArrayNode types = json.putArray("layer_types");
        layers.forEach(sliding -> types.add(sliding ? HuggingFaceConfig.SLIDING : HuggingFaceConfig.FULL));
        if (model.family() == Family.QWEN2 || model.family() == Family.QWEN3) {
            json.put("use_sliding_window", layers.contains(true));
            json.put("max_window_layers", layers.contains(true) ? layers.indexOf(true) : model.layers());
        }
    }

    private void caps() {
        json.put("hidden_activation", model.family().activation());
        double scalar = model.attention().queryScalar();
        if (scalar == Math.rint(scalar)) {
            json.put("query_pre_attn_scalar", (long) scalar); // transformers wants an integer
        } else {
            json.put("query_pre_attn_scalar", scalar);
        }
        putCap("attn_logit_softcapping", model.attention().scoreCap());
        putCap("final_logit_softcapping", model.logitCap());
    }

    private void putCap(String key, OptionalDouble cap) {
        cap.ifPresentOrElse(bound -> json.put(key, bound), () -> json.putNull(key));
    }
}
