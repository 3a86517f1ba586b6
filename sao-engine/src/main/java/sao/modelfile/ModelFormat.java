package sao.modelfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// The format of a model on disk.
public enum ModelFormat {
    /// A folder that Hugging Face transformers loads: safetensors, configuration, tokenizer.
    HF,
    /// One file that llama.cpp loads.
    GGUF;

    /// {@return the format with a label}
    ///
    /// @throws SaoException if no format has the label
    public static ModelFormat of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        "'%s' is not a model format.".formatted(label),
                        "Choose one of %s."
                                .formatted(Arrays.stream(values())
                                        .map(ModelFormat::label)
                                        .collect(Collectors.joining(", ")))));
    }

    /// {@return its name on command lines: `gguf`}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
