"""Writes the official verdicts on the answers of the tests of IFEval and IFBench.

Reads answers.json and instructions.json from the test resources of sao-benchmark, asks the verifiers of the package
if-verifiable (its registries are those of the two benchmarks), and writes verdicts.json beside them: for each
instruction one digit for each answer, 0 = not followed, 1 = followed loosely only, 2 = followed strictly. An answer on
which a verifier fails with an exception counts as not followed.

    pip install if-verifiable==0.1.2
    python bench/peers/instruction_verdicts.py

NLTK needs its data punkt_tab, stopwords and averaged_perceptron_tagger_eng. The language detector is seeded.
"""
import importlib.metadata
import json
import pathlib

import langdetect
from if_verifiable.ifbench import instructions_registry as ifbench
from if_verifiable.ifeval import instructions_registry as ifeval

FOLDER = pathlib.Path(__file__).parents[2] / "sao-benchmark/src/test/resources/sao/instruction"


def registry():
    tables = [value for module in (ifeval, ifbench) for name, value in vars(module).items() if name.endswith("INSTRUCTION_DICT")]
    return {instruction: verifier for table in tables for instruction, verifier in table.items()}


def variants(answer):
    """The eight texts of the loose criterion; the first is the answer."""
    lines = answer.split("\n")
    cut = [answer] + ["\n".join(part).strip() for part in (lines[1:], lines[:-1], lines[1:-1])]
    return cut + [text.replace("*", "") for text in cut]


def follows(verifier, text):
    if not text.strip():
        return False
    try:
        return bool(verifier.check_following(text))
    except Exception:
        return False


def digit(verifier, answer):
    strict, *loose = variants(answer)
    if follows(verifier, strict):
        return "2"
    return "1" if any(follows(verifier, text) for text in dict.fromkeys(loose)) else "0"


def main():
    langdetect.DetectorFactory.seed = 0
    verifiers = registry()
    answers = json.loads((FOLDER / "answers.json").read_text())
    verdicts = []
    for instruction in json.loads((FOLDER / "instructions.json").read_text()):
        verifier = verifiers[instruction["id"]](instruction["id"])
        verifier.build_description(**instruction["kwargs"])
        verdicts.append("".join(digit(verifier, answer) for answer in answers))
    packages = ("if-verifiable", "nltk", "langdetect", "emoji", "syllapy")
    provenance = {name: importlib.metadata.version(name) for name in packages}
    text = json.dumps({"provenance": provenance, "verdicts": verdicts}, indent=1)
    (FOLDER / "verdicts.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
