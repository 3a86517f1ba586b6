package sao.configfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.error.SaoException;

/// A `config.json` in the spelling of transformers: `rope_theta` and `rope_scaling` at the top (until 4.x),
/// or both inside `rope_parameters` (since 5).
public final class HuggingFaceConfig {
    static final String FULL = "full_attention";
    static final String SLIDING = "sliding_attention";

    private final JsonNode config;
    private final Family family;

    private HuggingFaceConfig(JsonNode config) {
        this.config = config;
        this.family = Family.ofModelType(config.path("model_type").asText());
    }

    /// Reads the configuration of a `config.json`, in the old or the new spelling.
    ///
    /// @throws SaoException if the family, rope type or activation is not supported, a key is missing, or a value
    ///     is impossible
    public static ModelConfig parse(JsonNode config) {
        return CheckedConfig.of("config.json", () -> {
            ModelConfig shape = new HuggingFaceConfig(config).read();
            return RewardLabels.isRewardModel(config) ? shape.asRewardModel() : shape;
        });
    }

    private ModelConfig read() {
        boolean gemma = family.has(Family.Trait.GELU_GATE);
        String activation = family.activation();
        refuse(
                "hidden_act",
                text("hidden_activation", gemma ? activation : text("hidden_act", activation)),
                activation);
        refuse("attention_bias", text("attention_bias", "false"), "false");
        refuse("mlp_bias", text("mlp_bias", "false"), "false");
        refuse("use_bidirectional_attention", text("use_bidirectional_attention", "false"), "false");
        int width = size("hidden_size");
        int layers = size("num_hidden_layers");
        ModelConfig.requireLayers(layers);
        int heads = size("num_attention_heads");
        int headWidth = size("head_dim", gemma ? 256 : width / heads);
        double queryScalar = gemma ? config.path("query_pre_attn_scalar").asDouble(256) : headWidth;
        return new ModelConfig(
                family,
                size("vocab_size"),
                width,
                size("intermediate_size"),
                layers,
                heads,
                size("num_key_value_heads", heads),
                headWidth,
                config.path("rms_norm_eps").asDouble(1e-6),
                rotation(FULL),
                size("max_position_embeddings"),
                config.path("tie_word_embeddings").asBoolean(gemma),
                new AttentionShape(queryScalar, cap("attn_logit_softcapping"), window(layers)),
                cap("final_logit_softcapping"),
                OutputHead.TOKENS);
    }

    private OptionalDouble cap(String key) {
        // transformers ignores it in other families
        boolean known = family == Family.GEMMA2 || family == Family.GEMMA3;
        return known && config.path(key).isNumber()
                ? OptionalDouble.of(config.path(key).asDouble())
                : OptionalDouble.empty();
    }

    /// {@return the window, if any layer has it}
    private Optional<SlidingWindow> window(int layers) {
        List<Boolean> pattern = pattern(layers);
        return pattern.contains(true)
                ? Optional.of(new SlidingWindow(size("sliding_window"), pattern, rotation(SLIDING)))
                : Optional.empty();
    }

    private List<Boolean> pattern(int layers) {
        List<Boolean> pattern = new ArrayList<>();
        if (config.path("layer_types").isArray() && family != Family.MISTRAL) {
            config.path("layer_types").forEach(type -> pattern.add(isSliding(type.asText())));
            return pattern;
        }
        boolean window = config.path("sliding_window").isInt();
        int period = family == Family.GEMMA2 || family == Family.GEMMA3
                ? size("sliding_window_pattern", family.windowPeriod())
                : 1;
        int firstQwen = config.path("use_sliding_window").asBoolean(false)
                ? config.path("max_window_layers").asInt(28)
                : layers;
        for (int i = 0; i < layers; i++) {
            pattern.add(
                    switch (family) {
                        case LLAMA -> false;
                        case MISTRAL -> window;
                        case QWEN2, QWEN3 -> window && i >= firstQwen;
                        case GEMMA2, GEMMA3 -> window && (i + 1) % period != 0;
                    });
        }
        return pattern;
    }

    private static boolean isSliding(String layerType) {
        return switch (layerType) {
            case SLIDING -> true;
            case FULL -> false;
            default ->
                throw new SaoException(
                        "config.json has a layer of the type '%s', which is not built in.".formatted(layerType),
                        "Use a model whose layer_types are %s or %s.".formatted(FULL, SLIDING));
        };
    }

    /// {@return the rotation of the layers of a type}
    private Rotation rotation(String layerType) {
        boolean ownBase = family == Family.GEMMA3 && layerType.equals(SLIDING);
        JsonNode parameters = config.path("rope_parameters");
        if (parameters.path(layerType).isObject()) {
            parameters = parameters.path(layerType);
        } else if (ownBase) {
            double base = config.path("rope_local_base_freq").asDouble(10_000);
            return new Rotation(base, new Rotation.Unscaled()); // only the other layers are scaled
        }
        JsonNode scaling = parameters.isObject() ? parameters : config.path("rope_scaling");
        double assumed = family == Family.GEMMA3 && !ownBase ? 1_000_000 : 10_000;
        double base =
                parameters.path("rope_theta").asDouble(config.path("rope_theta").asDouble(assumed));
        refuse("partial_rotary_factor", partial(parameters), "1.0");
        return new Rotation(base, scaling(scaling));
    }

    private String partial(JsonNode parameters) {
        JsonNode inner = parameters.path("partial_rotary_factor");
        JsonNode factor = inner.isNumber() ? inner : config.path("partial_rotary_factor");
        return String.valueOf(factor.asDouble(1));
    }

    private static Rotation.Scaling scaling(JsonNode scaling) {
        JsonNode type = scaling.path("rope_type").isMissingNode() ? scaling.path("type") : scaling.path("rope_type");
        return switch (type.asText("default")) {
            case "default" -> new Rotation.Unscaled();
            case "linear" -> new Rotation.Linear(number(scaling, "factor"));
            case "llama3" ->
                new Rotation.Llama3(
                        number(scaling, "factor"),
                        number(scaling, "low_freq_factor"),
                        number(scaling, "high_freq_factor"),
                        (int) number(scaling, "original_max_position_embeddings"));
            default -> throw Rotation.unknown("config.json", type.asText(), "default, linear or llama3");
        };
    }

    private static void refuse(String key, String found, String supported) {
        if (!found.equals(supported)) {
            throw new SaoException(
                    "config.json has %s = %s; only %s is built in.".formatted(key, found, supported),
                    "Use a model with %s = %s.".formatted(key, supported));
        }
    }

    private String text(String key, String otherwise) {
        return config.path(key).asText(otherwise).equals("null")
                ? otherwise
                : config.path(key).asText(otherwise);
    }

    /// {@return a size, or `otherwise` if the file does not give it}
    private int size(String key, int otherwise) {
        return config.path(key).isNumber() ? size(key) : otherwise;
    }

    private int size(String key) {
        double size = number(config, key);
        if (!(size >= 1)) {
            throw new IllegalArgumentException("%s is %s, but it must be at least 1".formatted(key, config.path(key)));
        }
        return (int) size;
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
}
