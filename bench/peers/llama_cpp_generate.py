"""llama.cpp's batched decoding: new tokens per second of many answers side by side.

Usage: llama_cpp_generate.py MODEL.gguf PAIRS.jsonl [--batch 32] [--answers 128] [--tokens 256]
Prints one JSON line. Prompts are those of the pairs file, two answers to each; every answer runs to the full
length, a free place is filled at once, temperature 0.6.
"""

import argparse
import json
import os
import resource
import time


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("pairs")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--answers", type=int, default=128)
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()

    import llama_cpp

    prompts = [json.loads(line)["prompt"][0]["content"] for line in open(arguments.pairs, encoding="utf-8")]
    prompts = [prompts[(i // 2) % len(prompts)] for i in range(arguments.answers)]
    llama_cpp.llama_backend_init()
    model = llama_cpp.llama_model_load_from_file(
        arguments.model.encode(), llama_cpp.llama_model_default_params()
    )
    vocabulary = llama_cpp.llama_model_get_vocab(model)
    settings = llama_cpp.llama_context_default_params()
    settings.n_ctx = arguments.batch * 512
    settings.n_seq_max = arguments.batch
    settings.n_batch = settings.n_ubatch = 512
    settings.n_threads = settings.n_threads_batch = arguments.threads
    settings.kv_unified = True
    context = llama_cpp.llama_init_from_model(model, settings)
    memory = llama_cpp.llama_get_memory(context)
    sampler = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
    llama_cpp.llama_sampler_chain_add(sampler, llama_cpp.llama_sampler_init_top_k(0))
    llama_cpp.llama_sampler_chain_add(sampler, llama_cpp.llama_sampler_init_top_p(0.95, 1))
    llama_cpp.llama_sampler_chain_add(sampler, llama_cpp.llama_sampler_init_temp(0.6))
    llama_cpp.llama_sampler_chain_add(sampler, llama_cpp.llama_sampler_init_dist(1))

    def encoded(text):
        chat = f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n".encode()
        room = (llama_cpp.llama_token * 512)()
        count = llama_cpp.llama_tokenize(vocabulary, chat, len(chat), room, 512, True, True)
        return list(room[:count])

    batch = llama_cpp.llama_batch_init(512, 0, 1)

    def decode(rows):
        """rows: (token, position, sequence, whether logits are wanted)"""
        batch.n_tokens = len(rows)
        for i, (token, position, sequence, wanted) in enumerate(rows):
            batch.token[i] = token
            batch.pos[i] = position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = wanted
        if llama_cpp.llama_decode(context, batch) != 0:
            raise SystemExit("llama_decode failed")

    waiting = [encoded(text)[:240] for text in prompts]
    slots = [None] * arguments.batch  # [next token, position, tokens made]
    made = 0
    begin = time.monotonic()
    while waiting or any(slots):
        for place in range(arguments.batch):
            if slots[place] is None and waiting:
                prompt = waiting.pop(0)
                llama_cpp.llama_memory_seq_rm(memory, place, -1, -1)
                decode([(t, i, place, i == len(prompt) - 1) for i, t in enumerate(prompt)])
                slots[place] = [llama_cpp.llama_sampler_sample(sampler, context, len(prompt) - 1), len(prompt), 1]
                made += 1
        active = [place for place in range(arguments.batch) if slots[place] is not None]
        decode([(slots[p][0], slots[p][1], p, True) for p in active])
        for row, place in enumerate(active):
            slot = slots[place]
            slot[0] = llama_cpp.llama_sampler_sample(sampler, context, row)
            slot[1] += 1
            slot[2] += 1
            made += 1
            if slot[2] == arguments.tokens:
                slots[place] = None
    seconds = time.monotonic() - begin
    print(
        json.dumps(
            {
                "peer": "llama.cpp",
                "model": os.path.basename(arguments.model),
                "batch": arguments.batch,
                "tokens_per_second": made / seconds,
                "peak_rss_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
            }
        )
    )


if __name__ == "__main__":
    main()
