"""Makes the fixtures of GgufFamiliesTest: tiny random models as GGUF files, written with gguf-py as llama.cpp's
converter writes them, and the log-probabilities of transformers. Where llama-cpp-python is installed it opens
every file too and the script fails if it computes something else.

Run: python tiny_gguf.py ../resources/sao/architecture
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM

SEED = 20261126
WINDOW = 16
SIZES = dict(
    vocab_size=96,
    hidden_size=16,
    intermediate_size=24,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=2,
    head_dim=8,
    max_position_embeddings=256,
    rms_norm_eps=1e-5,
    attn_implementation="eager",
)
LLAMA3_ROPE = dict(
    rope_type="llama3",
    rope_theta=500.0,
    factor=4.0,
    low_freq_factor=1.0,
    high_freq_factor=4.0,
    original_max_position_embeddings=64,
)
# name: (model_type, general.architecture, what its configuration adds)
MODELS = {
    "llama3": ("llama", "llama", dict(tie_word_embeddings=True, rope_parameters=LLAMA3_ROPE)),
    "qwen2": ("qwen2", "qwen2", dict(tie_word_embeddings=False, use_sliding_window=False, head_dim=4)),
    "qwen3": ("qwen3", "qwen3", dict(tie_word_embeddings=True, use_sliding_window=False)),
    "gemma2": (
        "gemma2",
        "gemma2",
        dict(
            sliding_window=WINDOW, query_pre_attn_scalar=8, attn_logit_softcapping=3.0, final_logit_softcapping=10.0
        ),
    ),
    "gemma3": (
        "gemma3_text",
        "gemma3",
        dict(
            num_hidden_layers=6,
            sliding_window=WINDOW,
            query_pre_attn_scalar=8,
            rope_parameters=dict(
                sliding_attention=dict(rope_type="default", rope_theta=10000.0),
                full_attention=dict(rope_type="linear", rope_theta=5000.0, factor=2.0),
            ),
        ),
    ),
}
LAYER = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
}
OUTSIDE = {
    "model.embed_tokens.weight": "token_embd.weight",
    "model.norm.weight": "output_norm.weight",
    "lm_head.weight": "output.weight",
}


def gguf_name(name, gemma):
    if name in OUTSIDE:
        return OUTSIDE[name]
    _, _, layer, rest = name.split(".", 3)
    inside, kind = rest.rsplit(".", 1)
    norms = (
        {
            "post_attention_layernorm": "post_attention_norm",
            "pre_feedforward_layernorm": "ffn_norm",
            "post_feedforward_layernorm": "post_ffw_norm",
        }
        if gemma
        else {"post_attention_layernorm": "ffn_norm"}
    )
    return f"blk.{layer}.{({**LAYER, **norms})[inside]}.{kind}"


def interleaved(values, heads):
    """The order of rows that llama.cpp's rotary embedding of the llama architecture wants."""
    rows = values.shape[0]
    return values.reshape(heads, 2, rows // heads // 2, *values.shape[1:]).swapaxes(1, 2).reshape(values.shape)


def llama3_divisors(config):
    base, rule, width = config.rope_parameters["rope_theta"], config.rope_parameters, config.head_dim
    divisors = []
    for i in range(0, width, 2):
        wavelength = 2 * np.pi * base ** (i / width)
        turns = rule["original_max_position_embeddings"] / wavelength
        low, high, factor = rule["low_freq_factor"], rule["high_freq_factor"], rule["factor"]
        smooth = min(1.0, max(0.0, (turns - low) / (high - low)))
        divisors.append(1 / ((1 - smooth) / factor + smooth))
    return np.array(divisors, dtype=np.float32)


def write(path, architecture, config, weights):
    gemma = architecture.startswith("gemma")
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    if architecture == "qwen2":  # its converter says nothing of the head's width
        assert config.hidden_size == 4 * config.num_attention_heads
    else:
        writer.add_key_length(config.head_dim)
        writer.add_value_length(config.head_dim)
    if architecture == "gemma3":
        rope = config.rope_parameters["full_attention"]
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    else:
        rope = config.rope_parameters
    writer.add_rope_freq_base(rope["rope_theta"])
    writer.add_rope_dimension_count(config.hidden_size // 4 if architecture == "qwen2" else config.head_dim)
    if gemma:
        writer.add_sliding_window(config.sliding_window)
    if architecture == "gemma2":
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)
    if rope["rope_type"] == "llama3":
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
        writer.add_tensor("rope_freqs.weight", llama3_divisors(config))
    writer.add_vocab_size(config.vocab_size)
    writer.add_tokenizer_model("none")
    for name, tensor in weights.items():
        values = tensor.numpy()
        if architecture == "llama" and ".q_proj." in name:
            values = interleaved(values, config.num_attention_heads)
        if architecture == "llama" and ".k_proj." in name:
            values = interleaved(values, config.num_key_value_heads)
        if gemma and name.endswith("norm.weight"):
            values = values + 1
        matrix = values.ndim == 2
        writer.add_tensor(gguf_name(name, gemma), values.astype(np.float16 if matrix else np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def llama_cpp_log_probabilities(path, ids):
    import llama_cpp

    model = llama_cpp.llama_model_load_from_file(str(path).encode(), llama_cpp.llama_model_default_params())
    parameters = llama_cpp.llama_context_default_params()
    parameters.n_ctx = 256
    parameters.type_k = parameters.type_v = llama_cpp.GGML_TYPE_F32
    parameters.flash_attn_type = 0
    context = llama_cpp.llama_init_from_model(model, parameters)
    batch = llama_cpp.llama_batch_init(len(ids), 0, 1)
    batch.n_tokens = len(ids)
    for i, token in enumerate(ids):
        batch.token[i], batch.pos[i], batch.n_seq_id[i], batch.logits[i] = token, i, 1, True
        batch.seq_id[i][0] = 0
    assert llama_cpp.llama_decode(context, batch) == 0
    rows = [
        np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(context, i), (SIZES["vocab_size"],)).copy()
        for i in range(len(ids))
    ]
    return following(torch.tensor(np.stack(rows)), ids)


def following(logits, ids):
    chosen = torch.tensor(ids[1:])[:, None]
    return torch.log_softmax(logits[:-1].double(), -1).gather(1, chosen).squeeze(1).tolist()


def make(folder, name, model_type, architecture, extra):
    config = AutoConfig.for_model(model_type, **{**SIZES, **extra})
    torch.manual_seed(SEED)
    model = AutoModelForCausalLM.from_config(config).float().eval()
    weights = {}
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            spread = 1.0 if "embed" in key else 0.3
            shift = 1.0 if "norm" in key and not architecture.startswith("gemma") else 0.0
            parameter.copy_(torch.randn(parameter.shape) * spread + shift)
            parameter.copy_(torch.round(parameter * 16).clamp(-127, 127) / 16)  # exact in float16
            weights[key] = parameter.clone()
        ids = torch.randint(0, SIZES["vocab_size"], (1, 70))
        expected = following(model(ids).logits[0], ids[0].tolist())
    path = folder / f"tiny-{name}.gguf"
    write(path, architecture, config, weights)
    try:
        found = llama_cpp_log_probabilities(path, ids[0].tolist())
    except ImportError:
        found = None
        print(f"{name}: llama-cpp-python is not installed, the file was not opened with it", file=sys.stderr)
    if found is not None:
        worst = max(abs(a - b) for a, b in zip(found, expected))
        print(f"{name}: llama.cpp is within {worst:.2e} of transformers", file=sys.stderr)
        # float16 products: llama.cpp rounds the activations that meet float16 weights
        assert worst < 0.05, name
    return {
        "name": name,
        "file": path.name,
        "config": {
            key: value
            for key, value in json.loads(config.to_json_string(use_diff=False)).items()
            if key not in ("transformers_version", "architectures", "dtype")
        },
        "ids": ids[0].tolist(),
        "next_token_log_probabilities": [round(value, 7) for value in expected],
    }


def main():
    folder = Path(sys.argv[1])
    provenance = {
        "script": "src/test/python/tiny_gguf.py",
        "versions": {
            "python": sys.version.split()[0],
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "gguf": __import__("importlib.metadata").metadata.version("gguf"),
        },
        "dtype": "float32 on CPU, attn_implementation=eager",
        "seed": SEED,
    }
    models = [make(folder, name, *model) for name, model in MODELS.items()]
    text = json.dumps({"provenance": provenance, "models": models}, separators=(",", ":"))
    (folder / "tiny-gguf.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
