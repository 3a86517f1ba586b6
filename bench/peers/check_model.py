#!/usr/bin/env python3
"""Loads one model in this program, in transformers and in llama-cpp-python and compares their greedy answers and their
log-probabilities, float32 in the first two.

usage: check_model.py [--folder FOLDER] [--file FILE.gguf] [--sao SAO] [--prompts PAIRS] [--count N] [--tokens N] [--base]
  FOLDER    a Hugging Face folder, loaded in transformers and in this program
  FILE      a GGUF file, loaded in llama-cpp-python and in this program; of the same model
  SAO       this program (default: the one of this repository)
  PAIRS     JSON lines whose "prompt" is a conversation (default: bench/pairs64.jsonl)
  --base    the model has no chat template: nothing is generated, the prompts' texts are scored

Prints one line for each prompt. Where an answer leaves this program's, the gap says by how many nats transformers (without
a folder: llama.cpp) prefers this program's token over the other: llama.cpp rounds activations to the type of the weights,
so it may decide near ties otherwise.
Exit code 1 if an answer differs by more than a near tie, or a log-probability of transformers by more than 0.001.
"""
import argparse
import json
import pathlib
import subprocess
import sys

HOUSE = pathlib.Path(__file__).resolve().parents[2]
NEAR_TIE = 0.1
LOG_PROBABILITY = 1e-3


def ours(sao, model, conversations, tokens):
    """What this program answers to conversations of one turn: prompt ids come from its peers' own tokenizers."""
    answers = []
    for conversation in conversations:
        done = subprocess.run(
            [sao, "generate", "--model", model, "--prompt", "-", "--temperature", "0", "--max-tokens", str(tokens),
             "--precision", "fp32", "--json"],
            input=conversation[-1]["content"], stdout=subprocess.PIPE, check=True, text=True)
        answers.append(json.loads(done.stdout))
    return answers


def our_scores(sao, model, conversations):
    """The log-probabilities that this program gives to the texts of prompts, all tokens but the first."""
    lines = "".join(json.dumps({"text": conversation[-1]["content"]}) + "\n" for conversation in conversations)
    done = subprocess.run([sao, "score", "--model", model, "--precision", "fp32", "--json"], input=lines,
                          stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def greedy_of_llama_cpp(llama, prompt, tokens, ends):
    llama.reset()
    llama.eval(prompt)
    answer = []
    while len(answer) < tokens:
        token = int(llama.scores[llama.n_tokens - 1].argmax())
        answer.append(token)
        if token in ends:
            break
        llama.eval([token])
    return answer


def report(name, index, wanted, found, logits_at):
    """Prints how an answer differs; returns whether by more than a near tie."""
    same = next((i for i, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
    if wanted == found:
        print(f"prompt {index}: {name}: all {len(wanted)} tokens equal")
        return False
    gap = logits_at(same, wanted[same]) - logits_at(same, found[same]) if same < min(len(wanted), len(found)) else 0.0
    print(f"prompt {index}: {name}: {same} of {len(wanted)} tokens equal, then a gap of {gap:.4f} nats")
    return gap > NEAR_TIE


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder")
    parser.add_argument("--file")
    parser.add_argument("--sao", default=str(HOUSE / "sao"))
    parser.add_argument("--prompts", default=str(HOUSE / "bench/pairs64.jsonl"))
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--base", action="store_true")
    arguments = parser.parse_args()
    if not arguments.folder and not arguments.file:
        parser.error("name a folder, a file or both")
    lines = pathlib.Path(arguments.prompts).read_text(encoding="utf-8").splitlines()[: arguments.count]
    conversations = [json.loads(line)["prompt"] for line in lines]
    if arguments.base:
        return 1 if check_texts(arguments, conversations) else 0
    failed, reference = False, []
    # vectors are float32 in a file and of the weights' type in a folder, so each is compared with its own
    if arguments.folder:
        results = ours(arguments.sao, arguments.folder, conversations, arguments.tokens)
        failed |= check_transformers(arguments, conversations, results, reference)
    if arguments.file:
        results = ours(arguments.sao, arguments.file, conversations, arguments.tokens)
        failed |= check_llama_cpp(arguments, conversations, results, reference)
    return 1 if failed else 0


def prompt_ids(tokenizer, conversation):
    text = tokenizer.apply_chat_template(conversation, tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False).input_ids


def check_transformers(arguments, conversations, results, reference):
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(arguments.folder)
    model = AutoModelForCausalLM.from_pretrained(arguments.folder, dtype=torch.float32).eval()
    failed, worst = False, 0.0
    for index, (conversation, result) in enumerate(zip(conversations, results)):
        prompt = prompt_ids(tokenizer, conversation)
        with torch.no_grad():
            logits = model(torch.tensor([prompt + result["tokens"]])).logits[0, len(prompt) - 1 : -1]
        scores = torch.log_softmax(logits, -1)
        reference.append((result["tokens"], scores))
        for position, (token, own) in enumerate(zip(result["tokens"], result["logprobs"])):
            worst = max(worst, abs(float(scores[position, token]) - own))
        greedy = [int(token) for token in scores.argmax(-1)]
        failed |= report("transformers", index, result["tokens"], greedy,
                         lambda position, token: float(scores[position, token]))
    print(f"transformers: log-probabilities differ by at most {worst:.6f} nats")
    return failed or worst > LOG_PROBABILITY


def check_llama_cpp(arguments, conversations, results, reference):
    import llama_cpp
    import numpy

    llama = load(arguments.file)
    ends = {token for token in range(llama.n_vocab()) if llama_cpp.llama_vocab_is_eog(llama._model.vocab, token)}
    chat = llama_cpp.llama_chat_format.Jinja2ChatFormatter(
        template=llama.metadata["tokenizer.chat_template"],
        eos_token=piece(llama, llama.token_eos()), bos_token=piece(llama, llama.token_bos()))
    failed = False
    for index, (conversation, result) in enumerate(zip(conversations, results)):
        text = chat(messages=conversation).prompt
        prompt = llama.tokenize(text.encode(), add_bos=False, special=True)
        found = greedy_of_llama_cpp(llama, prompt, arguments.tokens, ends)
        found = found[: len(result["tokens"])]
        llama.reset()
        llama.eval(prompt + result["tokens"])
        logits = llama.scores[len(prompt) - 1 : len(prompt) + len(result["tokens"]) - 1].astype(numpy.float64)
        scores = logits - numpy.log(numpy.exp(logits - logits.max(-1, keepdims=True)).sum(-1, keepdims=True)) \
            - logits.max(-1, keepdims=True)
        difference = max(abs(scores[i, token] - own) for i, (token, own) in
                         enumerate(zip(result["tokens"], result["logprobs"])))
        told = index < len(reference) and reference[index][0] == result["tokens"]
        judge = reference[index][1] if told else scores
        failed |= report(f"llama.cpp (log-probabilities within {difference:.4f})", index, result["tokens"], found,
                         lambda position, token: float(judge[position, token]))
    return failed


def load(file):
    """llama.cpp with keys and values in float32 and plain attention, its most exact way."""
    import llama_cpp

    return llama_cpp.Llama(file, n_ctx=2048, logits_all=True, verbose=False, flash_attn=False,
                           type_k=llama_cpp.GGML_TYPE_F32, type_v=llama_cpp.GGML_TYPE_F32)


def check_texts(arguments, conversations):
    """Prints by how much the peers' log-probabilities of given tokens differ; transformers decides."""
    failed = False
    if arguments.folder:
        import torch
        from transformers import AutoModelForCausalLM

        model = AutoModelForCausalLM.from_pretrained(arguments.folder, dtype=torch.float32).eval()
        with torch.no_grad():
            worst = max(difference(model(torch.tensor([result["tokens"]])).logits[0].double().numpy(), result)
                        for result in our_scores(arguments.sao, arguments.folder, conversations))
        print(f"transformers: log-probabilities differ by at most {worst:.6f} nats")
        failed = worst > LOG_PROBABILITY
    if arguments.file:
        llama = load(arguments.file)
        worst = 0.0
        for result in our_scores(arguments.sao, arguments.file, conversations):
            llama.reset()
            llama.eval(result["tokens"])
            worst = max(worst, difference(llama.scores[: llama.n_tokens].astype("float64"), result))
        print(f"llama.cpp: log-probabilities differ by at most {worst:.6f} nats")
    return failed


def difference(logits, result):
    import numpy

    logits = logits[:-1]
    most = logits.max(-1, keepdims=True)
    scores = logits - most - numpy.log(numpy.exp(logits - most).sum(-1, keepdims=True))
    own = result["logprobs"][-len(scores):]
    return max(abs(scores[i, token] - own[i]) for i, token in enumerate(result["tokens"][1:]))


def piece(llama, token):
    return llama._model.token_get_text(token) if token >= 0 else ""


if __name__ == "__main__":
    sys.exit(main())
