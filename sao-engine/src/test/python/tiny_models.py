"""Makes the fixture of TransformersParityTest: tiny random models and what transformers computes with them.

Run: python tiny_models.py > ../resources/sao/architecture/tiny-models.json
"""

import base64
import json
import sys

import numpy as np
import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM

SEED = 20261123
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
MODELS = {
    "llama": ("llama", dict(tie_word_embeddings=True, rope_parameters=dict(rope_type="default", rope_theta=10000.0))),
    "llama3-rope": (
        "llama",
        dict(
            tie_word_embeddings=False,
            rope_parameters=dict(
                rope_type="llama3",
                rope_theta=500.0,
                factor=4.0,
                low_freq_factor=1.0,
                high_freq_factor=4.0,
                original_max_position_embeddings=64,
            ),
        ),
    ),
    "linear-rope": (
        "llama",
        dict(tie_word_embeddings=True, rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=2.0)),
    ),
    "mistral": ("mistral", dict(sliding_window=None, tie_word_embeddings=False)),
    "mistral-window": ("mistral", dict(sliding_window=WINDOW, tie_word_embeddings=False)),
    "qwen2": ("qwen2", dict(tie_word_embeddings=True, use_sliding_window=False)),
    "qwen2-window": (
        "qwen2",
        dict(tie_word_embeddings=False, use_sliding_window=True, sliding_window=WINDOW, max_window_layers=1),
    ),
    "qwen3": ("qwen3", dict(tie_word_embeddings=True, use_sliding_window=False)),
    # caps so low that they bite, a query scalar that is not the head's width
    "gemma2": (
        "gemma2",
        dict(
            num_hidden_layers=4,
            sliding_window=WINDOW,
            query_pre_attn_scalar=12,
            attn_logit_softcapping=3.0,
            final_logit_softcapping=10.0,
        ),
    ),
    "gemma3": (
        "gemma3_text",
        dict(
            num_hidden_layers=4,
            sliding_window=WINDOW,
            layer_types=["sliding_attention", "sliding_attention", "full_attention", "sliding_attention"],
            query_pre_attn_scalar=12,
            rope_parameters=dict(
                sliding_attention=dict(rope_type="default", rope_theta=100.0),
                full_attention=dict(rope_type="linear", rope_theta=5000.0, factor=2.0),
            ),
        ),
    ),
}


def numbers(tensor):
    return base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()


def fixture(name, model_type, extra):
    config = AutoConfig.for_model(model_type, **{**SIZES, **extra})
    one_more = model_type.startswith("gemma")  # Gemma's norms multiply by one plus their weight
    torch.manual_seed(SEED)
    model = AutoModelForCausalLM.from_config(config).float().eval()
    weights = {}
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            spread = 1.0 if "embed" in key else 0.3
            parameter.copy_(torch.randn(parameter.shape) * spread + (1.0 if "norm" in key and not one_more else 0.0))
            # bytes make a small file and are exact in float32
            parameter.copy_(torch.round(parameter * 16).clamp(-127, 127) / 16)
            weights[key] = base64.b64encode((parameter * 16).numpy().astype("i1").tobytes()).decode()
        ids = torch.randint(0, SIZES["vocab_size"], (1, 70))
        logits = model(ids).logits[0]
        following = torch.log_softmax(logits[:-1].double(), -1).gather(1, ids[0, 1:, None]).squeeze(1)
    kept = [0, 1, 33, 69]
    return {
        "name": name,
        "config": json.loads(config.to_json_string(use_diff=False)),
        "weights_times_16_int8": weights,
        "ids": ids[0].tolist(),
        "positions": kept,
        "logits": numbers(logits[kept]),
        "next_token_log_probabilities": numbers(following),
    }


def main():
    models = []
    for name, (model_type, extra) in MODELS.items():
        entry = fixture(name, model_type, extra)
        wanted = (
            "model_type", "vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers",
            "num_attention_heads", "num_key_value_heads", "head_dim", "max_position_embeddings", "rms_norm_eps",
            "tie_word_embeddings", "rope_parameters", "rope_theta", "rope_scaling", "sliding_window",
            "use_sliding_window", "max_window_layers", "layer_types", "hidden_act", "hidden_activation",
            "attention_bias", "mlp_bias", "query_pre_attn_scalar", "attn_logit_softcapping",
            "final_logit_softcapping",
        )
        entry["config"] = {key: entry["config"][key] for key in wanted if key in entry["config"]}
        models.append(entry)
    json.dump(
        {
            "provenance": {
                "script": "src/test/python/tiny_models.py",
                "versions": {
                    "python": sys.version.split()[0],
                    "torch": torch.__version__,
                    "transformers": transformers.__version__,
                    "numpy": np.__version__,
                },
                "dtype": "float32 on CPU, attn_implementation=eager",
                "seed": SEED,
            },
            "models": models,
        },
        sys.stdout,
        separators=(",", ":"),
    )
    print()


if __name__ == "__main__":
    main()
