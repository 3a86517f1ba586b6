"""Makes the fixture of RewardModelTest: tiny random reward models, as transformers saves them, and the rewards that
transformers computes with them.

Run: python tiny_rewards.py ../resources/sao/generation/tiny-rewards

Writes a tokenizer of bytes with a chat template, and for each family a folder with config.json and model.safetensors
(bfloat16), and rewards.json. A test puts both into one folder.
"""

import json
import pathlib
import sys

import numpy as np
import tokenizers
import torch
import transformers
from tiny_models import SEED, SIZES, WINDOW
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

SPECIALS = ["<|begin|>", "<|user|>", "<|assistant|>", "<|turn|>", "<|pad|>"]
TEMPLATE = (
    "<|begin|>{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] | trim + '<|turn|>' }}"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
BYTES = 256
END_OF_TURN = BYTES + 3
PADDING = BYTES + 4
# the score of Gemma 2 has no cap, so its cap must not be used; two folders pad with a token of their own,
# one with the end of the turn, which then is never scored, the others with none
FAMILIES = {
    "llama": ("llama", dict(tie_word_embeddings=True, rope_parameters=dict(rope_type="default", rope_theta=10000.0))),
    "mistral": ("mistral", dict(sliding_window=WINDOW, pad_token_id=PADDING)),
    "qwen2": ("qwen2", dict(use_sliding_window=False, pad_token_id=END_OF_TURN)),
    "qwen3": ("qwen3", dict(use_sliding_window=False, pad_token_id=PADDING)),
    "gemma2": (
        "gemma2",
        dict(
            sliding_window=WINDOW, query_pre_attn_scalar=12, attn_logit_softcapping=3.0, final_logit_softcapping=0.5,
            pad_token_id=None),
    ),
    "gemma3": (
        "gemma3_text",
        dict(
            sliding_window=WINDOW,
            layer_types=["sliding_attention", "full_attention"],
            query_pre_attn_scalar=12,
            pad_token_id=None,
            rope_parameters=dict(
                sliding_attention=dict(rope_type="default", rope_theta=100.0),
                full_attention=dict(rope_type="linear", rope_theta=5000.0, factor=2.0),
            ),
        ),
    ),
}
# the beginning of the first conversation is longer than a prefill chunk, that of the second shorter
PROMPTS = [
    [
        {"role": "user", "content": "What does a bakery need on a Monday morning, and who brings it? Say it in two lines."},
        {"role": "assistant", "content": "Flour, water and salt."},
        {"role": "user", "content": "And yeast?"},
    ],
    [{"role": "user", "content": "Why is the sky blue?"}],
]
ANSWERS = [
    "Yes, fresh yeast, every morning; a van brings it from the mill at five, with the flour for the whole week.",
    "Yes.",
    "No. The dough lives on its own, \u00e9tonnant !",
    "",
]


def write_tokenizer(folder):
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({letter: i for i, letter in enumerate(alphabet)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(name, normalized=False) for name in SPECIALS])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "tokenizer_class": "PreTrainedTokenizerFast",
                "bos_token": "<|begin|>",
                "eos_token": "<|turn|>",
                "pad_token": "<|pad|>",
                "chat_template": TEMPLATE,
            },
            indent=2,
        )
        + "\n"
    )


def write_model(folder, model_type, extra):
    sizes = {**SIZES, "vocab_size": BYTES + len(SPECIALS), "max_position_embeddings": 512}
    config = AutoConfig.for_model(model_type, **{**sizes, "num_labels": 1, **extra})
    config.bos_token_id, config.eos_token_id = BYTES, END_OF_TURN
    one_more = model_type.startswith("gemma")  # Gemma's norms multiply by one plus their weight
    torch.manual_seed(SEED)
    model = AutoModelForSequenceClassification.from_config(config).float().eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            spread = 1.0 if "embed" in key else 0.3
            parameter.copy_(torch.randn(parameter.shape) * spread + (1.0 if "norm" in key and not one_more else 0.0))
            # sixteenths of at most 7 bits are exact in bfloat16
            parameter.copy_(torch.round(parameter * 16).clamp(-127, 127) / 16)
    model.to(torch.bfloat16).save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)


def reward(model, ids):
    with torch.no_grad():
        return float(model(torch.tensor([ids])).logits[0, 0])


def check_padded(model, rows, rewards):
    """transformers pads a batch on the right; the rewards must not depend on it."""
    padding = model.config.pad_token_id
    if padding is None:
        return
    longest = max(len(ids) for ids in rows)
    padded = torch.tensor([ids + [padding] * (longest - len(ids)) for ids in rows])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in rows])
    with torch.no_grad():
        batch = model(padded, attention_mask=mask).logits[:, 0]
    assert max(abs(float(a) - b) for a, b in zip(batch, rewards)) < 1e-4, "padding changes a reward"


def compute(folder, tokenizer, precision):
    model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=precision, attn_implementation="eager")
    model.eval()
    answered = []
    for prompt in PROMPTS:
        rows = []
        for answer in ANSWERS:
            text = tokenizer.apply_chat_template(prompt + [{"role": "assistant", "content": answer}], tokenize=False)
            rows.append(tokenizer(text, add_special_tokens=False).input_ids)
        rewards = [reward(model, ids) for ids in rows]
        if precision == torch.float32:
            check_padded(model, rows, rewards)
        answered.append({"ids": rows, "rewards": rewards})
    return type(model).__name__, answered


def main(target):
    target = pathlib.Path(target)
    target.mkdir(parents=True, exist_ok=True)
    write_tokenizer(target)
    models_written = []
    for name, (model_type, extra) in FAMILIES.items():
        folder = target / name
        write_model(folder, model_type, extra)
        tokenizer = AutoTokenizer.from_pretrained(target)
        cls, exact = compute(folder, tokenizer, torch.float32)
        _, rounded = compute(folder, tokenizer, torch.bfloat16)
        models_written.append({
            "name": name,
            "class": cls,
            "float32": [case["rewards"] for case in exact],
            "bfloat16": [case["rewards"] for case in rounded],
        })
        print(name, cls, [["%.5f" % value for value in case["rewards"]] for case in exact])
    (target / "rewards.json").write_text(
        json.dumps(
            {
                "provenance": {
                    "script": "src/test/python/tiny_rewards.py",
                    "versions": {
                        "python": sys.version.split()[0],
                        "torch": torch.__version__,
                        "transformers": transformers.__version__,
                        "tokenizers": tokenizers.__version__,
                        "numpy": np.__version__,
                    },
                    "dtype": "bfloat16 weights, arithmetic in float32 and in bfloat16 on CPU, attn_implementation=eager",
                    "seed": SEED,
                },
                "prompts": PROMPTS,
                "answers": ANSWERS,
                "ids": [case["ids"] for case in exact],
                "models": models_written,
            },
            indent=1,
        )
        + "\n"
    )


if __name__ == "__main__":
    main(sys.argv[1])
