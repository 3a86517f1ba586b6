package sao.config;

/// The Hugging Face names of the parameters of one layer.
///
/// @param family in Gemma one name denotes another norm than in other families
/// @param layer from 0
public record WeightNames(Family family, int layer) {
    public static final String EMBEDDING = "model.embed_tokens.weight";
    public static final String FINAL_NORM = "model.norm.weight";
    public static final String HEAD = "lm_head.weight";
    public static final String REWARD_HEAD = "score.weight";

    public String inputNorm() {
        return name("input_layernorm.weight");
    }

    public String query() {
        return name("self_attn.q_proj.weight");
    }

    public String key() {
        return name("self_attn.k_proj.weight");
    }

    public String value() {
        return name("self_attn.v_proj.weight");
    }

    public String queryBias() {
        return name("self_attn.q_proj.bias");
    }

    public String keyBias() {
        return name("self_attn.k_proj.bias");
    }

    public String valueBias() {
        return name("self_attn.v_proj.bias");
    }

    public String queryNorm() {
        return name("self_attn.q_norm.weight");
    }

    public String keyNorm() {
        return name("self_attn.k_norm.weight");
    }

    public String attentionOutput() {
        return name("self_attn.o_proj.weight");
    }

    /// {@return the norm before the feed-forward part}
    public String feedForwardNorm() {
        return name(
                family.has(Family.Trait.OUTPUT_NORMS)
                        ? "pre_feedforward_layernorm.weight"
                        : "post_attention_layernorm.weight");
    }

    /// {@return the norm of the output of attention, in families that have it}
    public String attentionOutputNorm() {
        return name("post_attention_layernorm.weight");
    }

    /// {@return the norm of the output of the feed-forward part, in families that have it}
    public String feedForwardOutputNorm() {
        return name("post_feedforward_layernorm.weight");
    }

    public String gate() {
        return name("mlp.gate_proj.weight");
    }

    public String up() {
        return name("mlp.up_proj.weight");
    }

    public String down() {
        return name("mlp.down_proj.weight");
    }

    private String name(String rest) {
        return "model.layers." + layer + "." + rest;
    }
}
