package sao.architecture;

/// The Hugging Face names of the parameters of one layer.
///
/// @param family one name means another norm in Gemma than elsewhere
/// @param layer from 0
record WeightNames(Family family, int layer) {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String FINAL_NORM = "model.norm.weight";
    static final String HEAD = "lm_head.weight";

    String inputNorm() {
        return name("input_layernorm.weight");
    }

    String query() {
        return name("self_attn.q_proj.weight");
    }

    String key() {
        return name("self_attn.k_proj.weight");
    }

    String value() {
        return name("self_attn.v_proj.weight");
    }

    String queryBias() {
        return name("self_attn.q_proj.bias");
    }

    String keyBias() {
        return name("self_attn.k_proj.bias");
    }

    String valueBias() {
        return name("self_attn.v_proj.bias");
    }

    String queryNorm() {
        return name("self_attn.q_norm.weight");
    }

    String keyNorm() {
        return name("self_attn.k_norm.weight");
    }

    String attentionOutput() {
        return name("self_attn.o_proj.weight");
    }

    /// {@return the norm before the feed-forward part}
    String feedForwardNorm() {
        return name(
                family.has(Family.Trait.OUTPUT_NORMS)
                        ? "pre_feedforward_layernorm.weight"
                        : "post_attention_layernorm.weight");
    }

    /// {@return the norm of what attention gives, in families that have it}
    String attentionOutputNorm() {
        return name("post_attention_layernorm.weight");
    }

    /// {@return the norm of what the feed-forward part gives, in families that have it}
    String feedForwardOutputNorm() {
        return name("post_feedforward_layernorm.weight");
    }

    String gate() {
        return name("mlp.gate_proj.weight");
    }

    String up() {
        return name("mlp.up_proj.weight");
    }

    String down() {
        return name("mlp.down_proj.weight");
    }

    private String name(String rest) {
        return "model.layers." + layer + "." + rest;
    }
}
