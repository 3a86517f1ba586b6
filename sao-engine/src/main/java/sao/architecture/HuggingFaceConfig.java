package sao.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sao.domain.SaoException;

/// A `config.json` in the spelling of transformers: `rope_theta` and `rope_scaling` at the top (until 4.x),
/// or both inside `rope_parameters` (since 5).
final class HuggingFaceConfig {
    private final JsonNode config;

    HuggingFaceConfig(JsonNode config) {
        this.config = config;
    }

    ModelConfig read() {
        Family family = Family.ofModelType(config.path("model_type").asText());
        refuse("hidden_act", config.path("hidden_act").asText("silu"), "silu");
        refuse("attention_bias", config.path("attention_bias").asText("false"), "false");
        refuse("mlp_bias", config.path("mlp_bias").asText("false"), "false");
        int width = integer("hidden_size");
        int heads = integer("num_attention_heads");
        int context = integer("max_position_embeddings");
        if (config.path("sliding_window").isInt()
                && config.path("use_sliding_window").asBoolean(true)) {
            context = Math.min(context, config.path("sliding_window").asInt()); // inside the window it changes nothing
        }
        return new ModelConfig(
                family,
                integer("vocab_size"),
                width,
                integer("intermediate_size"),
                integer("num_hidden_layers"),
                heads,
                config.path("num_key_value_heads").asInt(heads),
                config.path("head_dim").asInt(width / heads),
                config.path("rms_norm_eps").asDouble(1e-6),
                rotation(),
                context,
                config.path("tie_word_embeddings").asBoolean(false));
    }

    private Rotation rotation() {
        JsonNode inner = config.path("rope_parameters");
        JsonNode scaling = inner.isObject() ? inner : config.path("rope_scaling");
        double base =
                inner.path("rope_theta").asDouble(config.path("rope_theta").asDouble(10_000));
        JsonNode type = scaling.path("rope_type").isMissingNode() ? scaling.path("type") : scaling.path("rope_type");
        return switch (type.asText("default")) {
            case "default" -> new Rotation(base, new Rotation.Unscaled());
            case "linear" -> new Rotation(base, new Rotation.Linear(number(scaling, "factor")));
            case "llama3" ->
                new Rotation(
                        base,
                        new Rotation.Llama3(
                                number(scaling, "factor"),
                                number(scaling, "low_freq_factor"),
                                number(scaling, "high_freq_factor"),
                                (int) number(scaling, "original_max_position_embeddings")));
            default ->
                throw new SaoException(
                        "config.json asks for the rope type '%s', which is not built in.".formatted(type.asText()),
                        "Use a model whose rope type is default, linear or llama3.");
        };
    }

    private static void refuse(String key, String found, String supported) {
        if (!found.equals(supported)) {
            throw new SaoException(
                    "config.json has %s = %s; only %s is built in.".formatted(key, found, supported),
                    "Use a model with %s = %s.".formatted(key, supported));
        }
    }

    private int integer(String key) {
        return (int) number(config, key);
    }

    private static double number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw new SaoException(
                    "config.json has no number under '%s' (found: %s).".formatted(key, value),
                    "Take config.json and the weights from the same revision of the model.");
        }
        return value.asDouble();
    }

    static ObjectNode write(ModelConfig model) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("architectures").add(model.family().className());
        json.put("model_type", model.family().modelType());
        json.put("vocab_size", model.vocabularySize());
        json.put("hidden_size", model.width());
        json.put("intermediate_size", model.feedForwardWidth());
        json.put("num_hidden_layers", model.layers());
        json.put("num_attention_heads", model.heads());
        json.put("num_key_value_heads", model.keyValueHeads());
        json.put("head_dim", model.headWidth());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", model.normEpsilon());
        json.put("max_position_embeddings", model.contextTokens());
        json.put("tie_word_embeddings", model.tiedEmbeddings());
        json.put("attention_bias", false);
        json.put("use_cache", true);
        // both spellings of the rotation, so that old and new readers find theirs
        json.put("rope_theta", model.rotation().base());
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters.put("rope_theta", model.rotation().base());
        ObjectNode scaling = scaling(model.rotation().scaling());
        parameters.setAll(scaling);
        json.set("rope_parameters", parameters);
        if (!(model.rotation().scaling() instanceof Rotation.Unscaled)) {
            json.set("rope_scaling", scaling);
        }
        return json;
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
}
