"""Writes diversity.json: figures of some prompts by nltk and rouge-score, and distinct-n and entropy by hand.
usage: diversity.py OUT   (nltk, rouge-score)"""
import json, math, re, sys, zlib
from collections import Counter
from importlib.metadata import version
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_score import rouge_scorer

PROMPTS = [
    "How do I keep a beehive warm in winter?",
    "How do I keep a small beehive warm during a cold winter?",
    "Write a short poem about the sea, and let it rhyme.",
    "Explain why the sky is blue to a child of eight.",
    "What are some tips for improving my garden during the winter?",
    "What are some tips for improving my cooking during the summer?",
    "Solve 3x + 7 = 2x + 19 and show each step.",
    "Why do bees swarm?",
    "How do I keep a beehive warm in winter?",
]
words = [re.findall(r"[a-z0-9]+", p.lower()) for p in PROMPTS]


def distinct(n):
    grams = [tuple(w[i:i + n]) for w in words for i in range(len(w) - n + 1)]
    return len(set(grams)) / len(grams)


counts = Counter(w for ws in words for w in ws)
total = sum(counts.values())
smooth = SmoothingFunction().method1
bleu = [sentence_bleu([o for j, o in enumerate(words) if j != i], w, smoothing_function=smooth) for i, w in enumerate(words)]
scorer = rouge_scorer.RougeScorer(["rougeL"], use_stemmer=False)
raw = "\n".join(PROMPTS).encode()
deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
out = {
    "provenance": {"script": "sao-pipeline/src/test/python/diversity.py", "python": sys.version.split()[0],
                   "nltk": version("nltk"), "rouge-score": version("rouge-score"), "zlib": zlib.ZLIB_RUNTIME_VERSION},
    "prompts": PROMPTS,
    "distinct": [distinct(n) for n in (1, 2, 3)],
    "entropy": -sum(c / total * math.log2(c / total) for c in counts.values()),
    "compression_ratio": len(raw) / len(deflate.compress(raw) + deflate.flush()),
    "self_bleu": sum(bleu) / len(bleu),
    "rouge_l": [[scorer.score(a, b)["rougeL"].fmeasure for b in PROMPTS] for a in PROMPTS],
}
json.dump(out, open(sys.argv[1], "w"), indent=1)
