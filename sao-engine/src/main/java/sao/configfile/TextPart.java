package sao.configfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sao.config.Family;
import sao.weights.RenamedWeights;
import sao.weights.WeightSource;

/// The text part of a model that also has parts for images: `text_config` within `config.json`, and weights under
/// names of their own. The weights of the other parts are never read; all other classes see a text model.
public final class TextPart {
    private static final String WHOLE = "gemma3";
    private static final Family FAMILY = Family.GEMMA3;

    /// Values that transformers' `Gemma3TextConfig` assumes for missing keys: `text_config` contains only
    /// deviations from them.
    private static final SortedMap<String, Integer> ASSUMED = new TreeMap<>(Map.ofEntries(
            Map.entry("vocab_size", 262_208),
            Map.entry("hidden_size", 2_304),
            Map.entry("intermediate_size", 9_216),
            Map.entry("num_hidden_layers", 26),
            Map.entry("num_attention_heads", 8),
            Map.entry("num_key_value_heads", 4),
            Map.entry("head_dim", 256),
            Map.entry("max_position_embeddings", 131_072),
            Map.entry("query_pre_attn_scalar", 256),
            Map.entry("sliding_window", 4_096),
            Map.entry("pad_token_id", 0),
            Map.entry("eos_token_id", 1),
            Map.entry("bos_token_id", 2)));

    /// Prefixes of tensor names and the prefixes in a text model: as in files, and as in transformers'
    /// memory.
    private static final Map<String, String> BEGINNINGS = Map.of(
            "language_model.model.", "model.",
            "language_model.lm_head.", "lm_head.",
            "model.language_model.", "model.");

    private static final List<String> OTHER_PARTS =
            List.of("vision_tower.", "multi_modal_projector.", "model.vision_tower.", "model.multi_modal_projector.");

    private TextPart() {}

    /// {@return whether a `config.json` describes a model with other parts}
    public static boolean isWithin(JsonNode config) {
        return config.path("model_type").asText().equals(WHOLE);
    }

    /// {@return the `config.json` of the text model: the given one, or the text part of it with the defaults
    /// of transformers}
    ///
    /// @param config as it lies in the folder
    public static JsonNode config(JsonNode config) {
        if (!isWithin(config)) {
            return config;
        }
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.putArray("architectures").add(FAMILY.className());
        text.put("model_type", FAMILY.modelType());
        ASSUMED.forEach(text::put);
        config.path("text_config").properties().forEach(entry -> text.set(entry.getKey(), entry.getValue()));
        // what concerns the model as a whole stands outside
        for (String key : new String[] {"tie_word_embeddings", "eos_token_id", "bos_token_id"}) {
            if (!config.path(key).isMissingNode() && !config.path(key).isNull()) {
                text.set(key, config.path(key));
            }
        }
        return text;
    }

    /// {@return the weights of the text model, under the names of a text model. Weights of known other parts
    /// are left out; all other names are kept, so that an unknown tensor is refused as in a text model}
    ///
    /// @param config as it lies in the folder
    /// @param weights all weights of the folder; closed with the result
    /// @throws sao.error.SaoException if two tensors are the same weight of the text part
    public static WeightSource weights(JsonNode config, WeightSource weights) {
        return isWithin(config) ? new RenamedWeights(weights, TextPart::textName) : weights;
    }

    /// {@return the name of a weight in a text model; empty for a weight of another part}
    private static Optional<String> textName(String name) {
        if (OTHER_PARTS.stream().anyMatch(name::startsWith)) {
            return Optional.empty();
        }
        return Optional.of(BEGINNINGS.entrySet().stream()
                .filter(beginning -> name.startsWith(beginning.getKey()))
                .findFirst()
                .map(beginning ->
                        beginning.getValue() + name.substring(beginning.getKey().length()))
                .orElse(name));
    }
}
