package sao.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// The supported model families and their differences from Llama.
public enum Family {
    /// Llama 2 and 3, SmolLM2 and the like.
    LLAMA("llama", "LlamaForCausalLM", "llama"),
    /// Mistral: in its first version all layers have a sliding window.
    MISTRAL("mistral", "MistralForCausalLM", "llama"),
    /// Qwen2 and Qwen2.5.
    QWEN2("qwen2", "Qwen2ForCausalLM", "qwen2"),
    /// Qwen3.
    QWEN3("qwen3", "Qwen3ForCausalLM", "qwen3"),
    /// Gemma 2 (arXiv 2408.00118): every other layer has a sliding window; attention scores and logits are
    /// soft-capped.
    GEMMA2("gemma2", "Gemma2ForCausalLM", "gemma2"),
    /// The text part of Gemma 3 (arXiv 2503.19786): five of six layers have a sliding window and a separate
    /// rotary base.
    GEMMA3("gemma3_text", "Gemma3ForCausalLM", "gemma3");

    /// A difference of a family from Llama.
    public enum Trait {
        /// Query, key and value have a bias.
        INPUT_BIAS,
        /// Query and key are normalised head by head, before their rotation.
        QUERY_KEY_NORM,
        /// The outputs of attention and of the feed-forward part are normalised before they are added to the
        /// residual stream.
        OUTPUT_NORMS,
        /// Norms multiply by one plus their weight.
        SHIFTED_NORMS,
        /// The gate of the feed-forward part is GELU by its tanh formula, not SiLU.
        GELU_GATE,
        /// Token embeddings are multiplied by the square root of the model's width.
        SCALED_EMBEDDING
    }

    private final String modelType;
    private final String className;
    private final String ggufName;

    Family(String modelType, String className, String ggufName) {
        this.modelType = modelType;
        this.className = className;
        this.ggufName = ggufName;
    }

    /// {@return `model_type` of config.json}
    public String modelType() {
        return modelType;
    }

    /// {@return the class that Hugging Face transformers has for it}
    public String className() {
        return className;
    }

    /// {@return `general.architecture` of a GGUF file}
    public String ggufName() {
        return ggufName;
    }

    /// {@return the name of the gate's activation function in config.json}
    public String activation() {
        return has(Trait.GELU_GATE) ? "gelu_pytorch_tanh" : "silu";
    }

    /// {@return whether this family has a trait}
    public boolean has(Trait trait) {
        return switch (trait) {
            case INPUT_BIAS -> this == QWEN2;
            case QUERY_KEY_NORM -> this == QWEN3 || this == GEMMA3;
            case OUTPUT_NORMS, SHIFTED_NORMS, GELU_GATE, SCALED_EMBEDDING -> this == GEMMA2 || this == GEMMA3;
        };
    }

    /// {@return in a family with sliding windows, `n` if every n-th layer attends to all positions unless the
    /// files state otherwise; 0: no such layer}
    public int windowPeriod() {
        return switch (this) {
            case GEMMA2 -> 2;
            case GEMMA3 -> 6;
            default -> 0;
        };
    }

    public static Family ofModelType(String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(modelType))
                .findFirst()
                .orElseThrow(() -> unknown("model_type", modelType, Family::modelType));
    }

    public static Family ofGguf(String name) {
        return Arrays.stream(values())
                .filter(family -> family.ggufName.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("general.architecture", name, Family::ggufName));
    }

    private static SaoException unknown(String key, String found, Function<Family, String> known) {
        return new SaoException(
                "The model's %s is '%s', an architecture that is not built in.".formatted(key, found),
                "Use a model of one of these: "
                        + Arrays.stream(values()).map(known).distinct().collect(Collectors.joining(", ")) + ".");
    }
}
