package sao.configfile;

import java.util.Map;
import java.util.OptionalDouble;
import sao.error.SaoException;

/// The numbers that a GGUF file's metadata give under its architecture's prefix.
///
/// @param metadata the file's key-value pairs
record GgufNumbers(Map<String, ?> metadata) {
    /// {@return the name of the architecture, with which its keys begin}
    String prefix() {
        return String.valueOf(metadata.get("general.architecture"));
    }

    int integer(String key) {
        return (int) required(key);
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
