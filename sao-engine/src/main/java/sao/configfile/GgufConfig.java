package sao.configfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.config.WeightNames;

/// The architecture part of a GGUF file's metadata.
public final class GgufConfig {
    private final GgufNumbers numbers;
    private final Map<String, ?> metadata;
    private final Collection<String> names;
    private final List<Float> frequencyDivisors;

    private GgufConfig(Map<String, ?> metadata, Collection<String> names, List<Float> frequencyDivisors) {
        this.numbers = new GgufNumbers(metadata);
        this.metadata = metadata;
        this.names = names;
        this.frequencyDivisors = frequencyDivisors;
    }

    /// Reads the configuration of a GGUF file.
    ///
    /// @param metadata the file's key-value pairs
    /// @param names Hugging Face names of its tensors, which determine whether the output head is tied
    /// @param frequencyDivisors the file's table `rope_freqs.weight`; empty if it has none
    /// @throws sao.error.SaoException if the architecture or rope type is not supported, a key is missing, or a
    ///     value is impossible
    public static ModelConfig parse(Map<String, ?> metadata, Collection<String> names, List<Float> frequencyDivisors) {
        return CheckedConfig.of("The GGUF file", () -> new GgufConfig(metadata, names, frequencyDivisors).read());
    }

    private ModelConfig read() {
        Family named = Family.ofGguf(numbers.prefix());
        int layers = numbers.size("block_count");
        ModelConfig.requireLayers(layers);
        int width = numbers.size("embedding_length");
        int heads = numbers.size("attention.head_count");
        int headWidth = numbers.size("attention.key_length", width / heads);
        Optional<SlidingWindow> window = window(named, layers);
        // llama.cpp files Mistral under 'llama'; only Mistral's config.json has a window
        Family family = named == Family.LLAMA && window.isPresent() ? Family.MISTRAL : named;
        return new ModelConfig(
                family,
                vocabulary(),
                width,
                numbers.size("feed_forward_length"),
                layers,
                heads,
                numbers.size("attention.head_count_kv", heads),
                headWidth,
                numbers.required("attention.layer_norm_rms_epsilon"),
                rotation(headWidth),
                numbers.size("context_length"),
                !names.contains(WeightNames.HEAD),
                new AttentionShape(queryScalar(family, width / heads, headWidth, layers), cap(family), window),
                logitCap(family),
                OutputHead.TOKENS);
    }

    private int vocabulary() {
        Object tokens = metadata.get("tokenizer.ggml.tokens");
        if (tokens instanceof List<?> list) {
            return list.size();
        }
        return tokens instanceof Object[] array ? array.length : numbers.size("vocab_size");
    }

    private Rotation rotation(int headWidth) {
        double base = numbers.optional("rope.freq_base").orElse(10_000);
        if (!frequencyDivisors.isEmpty()) {
            int original = (int)
                    numbers.optional("rope.scaling.original_context_length").orElse(8_192);
            return new Rotation(base, FrequencyTable.rule(frequencyDivisors, base, headWidth, original));
        }
        Object type = Optional.<Object>ofNullable(metadata.get(numbers.prefix() + ".rope.scaling.type"))
                .orElse("none");
        if (type.equals("none")) {
            return new Rotation(base, new Rotation.Unscaled());
        }
        if (type.equals("linear")) {
            return new Rotation(base, new Rotation.Linear(numbers.required("rope.scaling.factor")));
        }
        throw Rotation.unknown("The GGUF file", String.valueOf(type), "none or linear, or a table rope_freqs.weight");
    }

    /// {@return the window, if any layer has one} Missing keys have llama.cpp's defaults for the family.
    private Optional<SlidingWindow> window(Family family, int layers) {
        int assumed = family == Family.GEMMA2 ? 4_096 : 0;
        int tokens = (int) numbers.optional("attention.sliding_window").orElse(assumed);
        if (tokens <= 0 || family == Family.QWEN2 || family == Family.QWEN3) {
            return Optional.empty();
        }
        List<Boolean> pattern = pattern(family, layers);
        return pattern.contains(true)
                ? Optional.of(new SlidingWindow(tokens, pattern, windowRotation(family)))
                : Optional.empty();
    }

    private Rotation windowRotation(Family family) {
        double assumed = family == Family.GEMMA3
                ? 10_000
                : numbers.optional("rope.freq_base").orElse(10_000);
        return new Rotation(numbers.optional("rope.freq_base_swa").orElse(assumed), new Rotation.Unscaled());
    }

    private List<Boolean> pattern(Family family, int layers) {
        Object given = metadata.get(numbers.prefix() + ".attention.sliding_window_pattern");
        List<Boolean> pattern = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            if (given instanceof List<?> list && i < list.size()) {
                pattern.add(
                        list.get(i) instanceof Boolean flag
                                ? flag
                                : !Long.valueOf(0).equals(list.get(i)));
            } else {
                int period = given instanceof Number number ? number.intValue() : family.windowPeriod();
                pattern.add(period == 0 || (i + 1) % period != 0);
            }
        }
        return pattern;
    }

    /// {@return the number whose root the scores are divided by} Most files do not give it: Gemma's models of
    /// 27 billion parameters use the width per head, all others the head width.
    private double queryScalar(Family family, int share, int headWidth, int layers) {
        boolean largest = (family == Family.GEMMA2 && layers == 46) || (family == Family.GEMMA3 && layers == 62);
        double scalar = numbers.optional("attention.scale").stream()
                .map(scale -> 1 / (scale * scale))
                .findFirst()
                .orElse(largest ? share : headWidth);
        // the scale is float32, the scalar is an integer in all known models
        return Math.abs(scalar - Math.rint(scalar)) < 1e-6 * scalar ? Math.rint(scalar) : scalar;
    }

    private OptionalDouble cap(Family family) {
        return family == Family.GEMMA2
                ? OptionalDouble.of(numbers.optional("attn_logit_softcapping").orElse(50))
                : OptionalDouble.empty();
    }

    private OptionalDouble logitCap(Family family) {
        OptionalDouble given = numbers.optional("final_logit_softcapping");
        return switch (family) {
            case GEMMA2 -> OptionalDouble.of(given.orElse(30));
            case GEMMA3 -> given;
            default -> OptionalDouble.empty();
        };
    }
}
