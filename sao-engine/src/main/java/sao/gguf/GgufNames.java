package sao.gguf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// The names of one family's tensors in a GGUF file and on Hugging Face, and the changes that llama.cpp's
/// converter makes to their values.
///
/// @param layer Hugging Face's name inside a layer, by the file's name inside a block
/// @param block the file's name inside a block, by Hugging Face's name inside a layer
/// @param permuted whether query and key rows are interleaved for the rotary embedding
/// @param shiftedNorms whether norm weights are stored with 1 added
record GgufNames(Map<String, String> layer, Map<String, String> block, boolean permuted, boolean shiftedNorms) {
    private static final Pattern LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.([a-z_.]+)\\.(weight|bias)");
    private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d+)\\.([a-z_]+)\\.(weight|bias)");

    private static final Map<String, String> PROJECTIONS = Map.of(
            "attn_q", "self_attn.q_proj",
            "attn_k", "self_attn.k_proj",
            "attn_v", "self_attn.v_proj",
            "attn_output", "self_attn.o_proj",
            "attn_q_norm", "self_attn.q_norm",
            "attn_k_norm", "self_attn.k_norm",
            "ffn_gate", "mlp.gate_proj",
            "ffn_up", "mlp.up_proj",
            "ffn_down", "mlp.down_proj",
            "attn_norm", "input_layernorm");

    private static final Map<String, String> TWO_NORMS = Map.of("ffn_norm", "post_attention_layernorm");

    private static final Map<String, String> FOUR_NORMS = Map.of(
            "post_attention_norm", "post_attention_layernorm",
            "ffn_norm", "pre_feedforward_layernorm",
            "post_ffw_norm", "post_feedforward_layernorm");

    private static final Map<String, String> OUTSIDE = Map.of(
            "token_embd.weight", "model.embed_tokens.weight",
            "output_norm.weight", "model.norm.weight",
            "output.weight", "lm_head.weight");

    private static final Map<String, String> INSIDE = turned(OUTSIDE);

    private static GgufNames of(Map<String, String> norms, boolean permuted, boolean shiftedNorms) {
        Map<String, String> layer = new HashMap<>(PROJECTIONS);
        layer.putAll(norms);
        return new GgufNames(Map.copyOf(layer), turned(layer), permuted, shiftedNorms);
    }

    private static Map<String, String> turned(Map<String, String> names) {
        return names.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// {@return the table of the family that `general.architecture` names}
    ///
    /// @throws SaoException if there is none
    static GgufNames of(String architecture, String file) {
        return switch (architecture) {
            case "llama" -> of(TWO_NORMS, true, false);
            case "qwen2", "qwen3" -> of(TWO_NORMS, false, false);
            case "gemma2", "gemma3" -> of(FOUR_NORMS, false, true);
            default ->
                throw new SaoException(
                        "%s holds a model of the family '%s'.".formatted(file, architecture),
                        "Take a model of the family llama, qwen2, qwen3, gemma2 or gemma3.");
        };
    }

    /// {@return the Hugging Face name of a tensor; empty for one that has no counterpart there}
    Optional<String> huggingFace(String name) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return Optional.ofNullable(OUTSIDE.get(name));
        }
        String inside = block.group(2);
        return Optional.ofNullable(layer.get(inside))
                .map(translated -> "model.layers.%s.%s.%s".formatted(block.group(1), translated, block.group(3)));
    }

    /// {@return the file's name of a Hugging Face tensor; empty for one that has no counterpart}
    Optional<String> gguf(String name) {
        Matcher match = LAYER.matcher(name);
        if (!match.matches()) {
            return Optional.ofNullable(INSIDE.get(name));
        }
        return Optional.ofNullable(block.get(match.group(2)))
                .map(translated -> "blk.%s.%s.%s".formatted(match.group(1), translated, match.group(3)));
    }

    /// {@return whether rows of this tensor are interleaved query heads}
    boolean permutesQuery(String name) {
        return permuted && name.contains(".attn_q.");
    }

    /// {@return whether rows of this tensor are interleaved key heads}
    boolean permutesKey(String name) {
        return permuted && name.contains(".attn_k.");
    }

    /// {@return whether 1 must be subtracted from every value of this tensor}
    boolean shifted(String name) {
        return shiftedNorms && name.endsWith("norm.weight");
    }
}
