"""transformers' generate in bfloat16 at a given batch: new tokens per second.

Usage: transformers_generate.py MODEL.gguf|FOLDER PAIRS.jsonl [--batch 32 ...] [--tokens 128] [--device cpu|cuda]
Prints one JSON line for each batch. Prompts are those of the pairs file; every answer is forced to the full length.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")


def finish(torch):
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("pairs")
    parser.add_argument("--batch", type=int, nargs="+", default=[32])
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()

    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    path = Path(arguments.model)
    where = (str(path.parent), {"gguf_file": path.name}) if path.suffix == ".gguf" else (str(path), {})
    tokenizer = AutoTokenizer.from_pretrained(where[0], padding_side="left", **where[1])
    model = AutoModelForCausalLM.from_pretrained(where[0], dtype=torch.float32, **where[1]).to(arguments.device, torch.bfloat16).eval()
    prompts = [json.loads(line)["prompt"] for line in open(arguments.pairs, encoding="utf-8")]
    texts = [tokenizer.apply_chat_template(prompt, tokenize=False, add_generation_prompt=True) for prompt in prompts]
    options = {"do_sample": True, "temperature": 0.6, "top_p": 0.95, "min_new_tokens": arguments.tokens}
    for size in arguments.batch:
        some = [texts[i % len(texts)] for i in range(size)]
        batch = tokenizer(some, return_tensors="pt", padding=True, add_special_tokens=False).to(arguments.device)
        with torch.inference_mode():
            model.generate(**batch, **{**options, "min_new_tokens": 8}, max_new_tokens=8)
            finish(torch)
            begin = time.monotonic()
            output = model.generate(**batch, **options, max_new_tokens=arguments.tokens)
            finish(torch)
            seconds = time.monotonic() - begin
        made = (output.shape[1] - batch["input_ids"].shape[1]) * output.shape[0]
        print(
            json.dumps(
                {
                    "peer": "transformers",
                    "batch": size,
                    "tokens_per_second": made / seconds,
                    "peak_rss_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
