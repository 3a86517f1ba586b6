"""A PEFT adapter written by `sao train` against the merged model folder beside it, in transformers and peft.

Usage: check_adapter.py BASE_FOLDER ADAPTER_FOLDER MERGED_FOLDER PAIRS.jsonl [--count 4]
Loads the base with the adapter by peft, and the merged folder by transformers, both in float32, and compares the
log-probabilities of chosen answers. Prints one JSON line; fails where they are further apart than the rounding of the merged
folder's weights explains (0.02 nats per token in the mean for bfloat16, 0.0005 for float32).
"""

import argparse
import json
import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("adapter")
    parser.add_argument("merged")
    parser.add_argument("pairs")
    parser.add_argument("--count", type=int, default=4)
    arguments = parser.parse_args()

    import peft
    import torch
    from safetensors import safe_open
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(arguments.merged)
    base = AutoModelForCausalLM.from_pretrained(arguments.base, dtype=torch.float32)
    plain = [score(base, tokenizer, row) for row in rows(arguments)]
    adapted = peft.PeftModel.from_pretrained(base, arguments.adapter).eval()
    merged = AutoModelForCausalLM.from_pretrained(arguments.merged, dtype=torch.float32).eval()
    with safe_open(os.path.join(arguments.merged, "model.safetensors"), "pt") as file:
        stored = file.get_slice(next(iter(file.keys()))).get_dtype()
    apart, moved, tokens = 0.0, 0.0, 0
    for before, row in zip(plain, rows(arguments)):
        one, other = score(adapted, tokenizer, row), score(merged, tokenizer, row)
        apart += (one - other).abs().sum().item()
        moved += (one - before).abs().sum().item()
        tokens += len(one)
    limit = 5e-4 if stored == "F32" else 0.02
    result = {
        "peft": peft.__version__,
        "tokens": tokens,
        "mean_difference": apart / tokens,
        "moved_from_base": moved / tokens,
        "stored": stored,
        "ok": apart / tokens <= limit and moved > 0,
    }
    print(json.dumps(result))
    raise SystemExit(0 if result["ok"] else 1)


def rows(arguments):
    with open(arguments.pairs, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][: arguments.count]


def score(model, tokenizer, row):
    import torch

    prompt = tokenizer.apply_chat_template(row["prompt"], add_generation_prompt=True, tokenize=False)
    begin = tokenizer(prompt, add_special_tokens=False, return_tensors="pt").input_ids
    answer = tokenizer(row["chosen"][0]["content"], add_special_tokens=False, return_tensors="pt").input_ids
    ids = torch.cat([begin, answer], 1)
    with torch.no_grad():
        logits = model(ids).logits[0, begin.shape[1] - 1 : -1]
    return logits.log_softmax(-1).gather(1, answer[0].unsqueeze(1)).squeeze(1)


if __name__ == "__main__":
    main()
