"""Makes the fixture of TextPartTest: a tiny random Gemma 3 that also sees pictures, as transformers saves it, and what
transformers computes with it for text alone.

Run: python tiny_text_part.py ../resources/sao/configfile/tiny-gemma3-with-vision
"""

import json
import pathlib
import sys

import numpy as np
import torch
import transformers
from tiny_models import SEED, SIZES, WINDOW, numbers
from transformers import AutoModelForCausalLM, Gemma3Config, Gemma3ForConditionalGeneration, Gemma3TextConfig

# heads and key-value heads are what transformers assumes
TEXT = {
    **{key: SIZES[key] for key in ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers")},
    "head_dim": 8,
    "sliding_window": WINDOW,
    "layer_types": ["sliding_attention", "full_attention"],
    "rope_parameters": {
        "sliding_attention": {"rope_type": "default", "rope_theta": 100.0},
        "full_attention": {"rope_type": "linear", "rope_theta": 5000.0, "factor": 2.0},
    },
}
VISION = dict(
    hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1, image_size=4, patch_size=2)


def leave_out(folder):
    """Takes out of text_config what transformers assumes anyway: published folders do not say it."""
    file = pathlib.Path(folder, "config.json")
    config = json.loads(file.read_text())
    assumed = Gemma3TextConfig().to_dict()
    config["text_config"] = {
        key: value for key, value in config["text_config"].items() if key == "model_type" or assumed.get(key) != value}
    file.write_text(json.dumps(config, indent=2) + "\n")


def main(folder):
    config = Gemma3Config(
        text_config=TEXT, vision_config=VISION, mm_tokens_per_image=4, eos_token_id=[1, 95],
        boi_token_index=90, eoi_token_index=91, image_token_index=92, attn_implementation="eager")
    torch.manual_seed(SEED)
    model = Gemma3ForConditionalGeneration(config).eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            spread = 1.0 if "embed_tokens" in key else 0.3
            # sixteenths of at most 7 bits are exact in bfloat16
            parameter.copy_(torch.round(torch.randn(parameter.shape) * spread * 16).clamp(-127, 127) / 16)
    model.to(torch.bfloat16).save_pretrained(folder)
    pathlib.Path(folder, "generation_config.json").unlink()
    pathlib.Path(folder, "model.safetensors").chmod(0o644)
    leave_out(folder)
    again = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    ids = torch.randint(0, 90, (1, 70))
    with torch.no_grad():
        logits = again(ids).logits[0]
    following = torch.log_softmax(logits[:-1].double(), -1).gather(1, ids[0, 1:, None]).squeeze(1)
    kept = [0, 1, 33, 69]
    pathlib.Path(folder, "expected.json").write_text(json.dumps({
        "provenance": {
            "script": "src/test/python/tiny_text_part.py",
            "versions": {
                "python": sys.version.split()[0],
                "torch": torch.__version__,
                "transformers": transformers.__version__,
                "numpy": np.__version__,
            },
            "class": type(again).__name__,
            "dtype": "bfloat16 weights, float32 arithmetic on CPU, attn_implementation=eager",
            "seed": SEED,
        },
        "ids": ids[0].tolist(),
        "positions": kept,
        "logits": numbers(logits[kept]),
        "next_token_log_probabilities": numbers(following),
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
