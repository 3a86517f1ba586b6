package sao.architecture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import sao.domain.SaoException;

/// The architecture part of a GGUF file's metadata.
final class GgufConfig {
    private final Map<String, ?> metadata;
    private final Collection<String> names;
    private final String prefix;

    GgufConfig(Map<String, ?> metadata, Collection<String> names) {
        this.metadata = metadata;
        this.names = names;
        this.prefix = String.valueOf(metadata.get("general.architecture"));
    }

    ModelConfig read() {
        Family family = Family.ofGguf(prefix);
        int width = integer("embedding_length");
        int heads = integer("attention.head_count");
        return new ModelConfig(
                family,
                vocabulary(),
                width,
                integer("feed_forward_length"),
                integer("block_count"),
                heads,
                (int) optional("attention.head_count_kv", heads),
                (int) optional("attention.key_length", (double) width / heads),
                shortest(required("attention.layer_norm_rms_epsilon")),
                rotation(),
                integer("context_length"),
                !names.contains(WeightNames.HEAD));
    }

    private int vocabulary() {
        Object tokens = metadata.get("tokenizer.ggml.tokens");
        if (tokens instanceof List<?> list) {
            return list.size();
        }
        return tokens instanceof Object[] array ? array.length : integer("vocab_size");
    }

    private Rotation rotation() {
        double base = shortest(optional("rope.freq_base", 10_000));
        Object type = metadata.get(prefix + ".rope.scaling.type");
        if (names.stream().anyMatch(name -> name.contains("rope_freqs"))) {
            throw new SaoException(
                    "The GGUF file carries its own table of rope frequencies, which is not built in.",
                    "Use the model's Hugging Face folder instead of the GGUF file.");
        }
        if (type == null || type.equals("none")) {
            return new Rotation(base, new Rotation.Unscaled());
        }
        if (type.equals("linear")) {
            return new Rotation(base, new Rotation.Linear(required("rope.scaling.factor")));
        }
        throw new SaoException(
                "The GGUF file asks for the rope type '%s', which is not built in.".formatted(type),
                "Use a model whose rope type is none or linear.");
    }

    /// {@return the double with the fewest digits that rounds to the float32 the file holds: 1e-5, not
    /// 9.999999747378752e-6}
    private static double shortest(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }

    private int integer(String key) {
        return (int) required(key);
    }

    private double required(String key) {
        if (metadata.get(prefix + "." + key) instanceof Number number) {
            return number.doubleValue();
        }
        throw new SaoException(
                "The GGUF file has no number under '%s.%s'.".formatted(prefix, key),
                "Convert the model again, or use its Hugging Face folder.");
    }

    private double optional(String key, double otherwise) {
        return metadata.get(prefix + "." + key) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
