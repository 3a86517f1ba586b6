package sao.architecture;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import sao.domain.SaoException;

/// The model families this package computes; what sets one apart from Llama.
public enum Family {
    /// Llama 2 and 3, SmolLM2 and the like.
    LLAMA("llama", "LlamaForCausalLM", "llama", false, false),
    /// Mistral without a window shorter than its context.
    MISTRAL("mistral", "MistralForCausalLM", "llama", false, false),
    /// Qwen2 and Qwen2.5: query, key and value have a bias.
    QWEN2("qwen2", "Qwen2ForCausalLM", "qwen2", true, false),
    /// Qwen3: query and key are normalised head by head.
    QWEN3("qwen3", "Qwen3ForCausalLM", "qwen3", false, true);

    private final String modelType;
    private final String className;
    private final String ggufName;
    private final boolean inputBias;
    private final boolean queryKeyNorm;

    Family(String modelType, String className, String ggufName, boolean inputBias, boolean queryKeyNorm) {
        this.modelType = modelType;
        this.className = className;
        this.ggufName = ggufName;
        this.inputBias = inputBias;
        this.queryKeyNorm = queryKeyNorm;
    }

    /// {@return `model_type` of config.json}
    public String modelType() {
        return modelType;
    }

    /// {@return the class that Hugging Face transformers has for it}
    public String className() {
        return className;
    }

    /// {@return whether query, key and value have a bias}
    public boolean inputBias() {
        return inputBias;
    }

    /// {@return whether query and key are normalised head by head}
    public boolean queryKeyNorm() {
        return queryKeyNorm;
    }

    static Family ofModelType(String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(modelType))
                .findFirst()
                .orElseThrow(() -> unknown("model_type", modelType, Family::modelType));
    }

    static Family ofGguf(String name) {
        return Arrays.stream(values())
                .filter(family -> family.ggufName.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("general.architecture", name, family -> family.ggufName));
    }

    private static SaoException unknown(String key, String found, Function<Family, String> known) {
        return new SaoException(
                "The model's %s is '%s', an architecture that is not built in.".formatted(key, found),
                "Use a model of one of these: "
                        + Arrays.stream(values()).map(known).distinct().collect(Collectors.joining(", ")) + ".");
    }
}
