package sao.configfile;

import java.util.Map;
import java.util.OptionalDouble;
import sao.error.SaoException;

/// The numbers in a GGUF file's metadata whose keys begin with the name of its architecture.
///
/// @param metadata the file's key-value pairs
record GgufNumbers(Map<String, ?> metadata) {
    /// {@return the name of the architecture, with which its keys begin}
    String prefix() {
        return String.valueOf(metadata.get("general.architecture"));
    }

    /// {@return a size}
    ///
    /// @throws SaoException if there is no such number
    /// @throws IllegalArgumentException naming the key, if it is not positive
    int size(String key) {
        return positive(key, required(key));
    }

    /// {@return a size, or `otherwise` if the file does not give it}
    ///
    /// @throws IllegalArgumentException naming the key, if it is not positive
    int size(String key, int otherwise) {
        OptionalDouble given = optional(key);
        return given.isPresent() ? positive(key, given.getAsDouble()) : otherwise;
    }

    private int positive(String key, double size) {
        if (!(size >= 1)) {
            throw new IllegalArgumentException("%s.%s is %s, but it must be at least 1"
                    .formatted(prefix(), key, size == Math.rint(size) ? String.valueOf((long) size) : size));
        }
        return (int) size;
    }

    /// @throws SaoException if there is no such number
    double required(String key) {
        return optional(key)
                .orElseThrow(() -> new SaoException(
                        "The GGUF file has no number under '%s.%s'.".formatted(prefix(), key),
                        "Convert the model again, or use its Hugging Face folder."));
    }

    OptionalDouble optional(String key) {
        return metadata.get(prefix() + "." + key) instanceof Number number
                ? OptionalDouble.of(number instanceof Long ? number.longValue() : shortest(number))
                : OptionalDouble.empty();
    }

    /// {@return the double with the fewest digits that rounds to the float32 the file holds: 1e-5, not
    /// 9.999999747378752e-6}
    private static double shortest(Number value) {
        return Double.parseDouble(Float.toString(value.floatValue()));
    }
}
