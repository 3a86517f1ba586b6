"""Compares the scores that two models give the same responses, prompt by prompt.

usage: signal_agreement.py RESPONSES OWN OTHER   (outputs of bench/Signals.java: `sample`, and `score` by each model)

Rows: a signal ranks six responses at temperature 0.6; columns: the mean difference of its best and worst one in another
signal, in standard deviations of that signal among the responses to a prompt. * : beyond two standard errors.
"""
import collections
import json
import math
import statistics
import sys


def read(path):
    return [json.loads(line) for line in open(path)]


def key(row):
    return row["id"], row["k"], row["t"]


def number(value):
    return float(value) if isinstance(value, (int, float)) else math.nan


responses, own, other = read(sys.argv[1]), *({key(row): row for row in read(path)} for path in sys.argv[2:4])
prompts = collections.defaultdict(lambda: collections.defaultdict(list))
for row in responses:
    for name in ("backward", "forward", "repetition"):
        row[name] = number(own[key(row)][name])
        row["other " + name] = number(other[key(row)][name])
    row["ended"] = math.log(9) * row["ended"]
    row["mean"] = (row["backward"] + row["forward"] + row["repetition"]) / 3
    row["mean, ended"] = (row["backward"] + row["forward"] + row["repetition"] + row["ended"]) / 4
    row["other mean"] = (row["other backward"] + row["other forward"] + row["other repetition"]) / 3
    prompts[row["id"]][row["t"]].append(row)
groups = [prompt for prompt in prompts.values() if all(r["forward"] == r["forward"] for rows in prompt.values() for r in rows)]
names = ["backward", "forward", "repetition", "ended", "tokens", "mean", "mean, ended", "other backward", "other forward", "other mean"]
spread = {n: statistics.mean(statistics.pstdev([r[n] for r in g["0.6"]]) for g in groups) for n in names}


def cell(differences, unit):
    mean, error = statistics.mean(differences), statistics.stdev(differences) / math.sqrt(len(differences))
    return f"{mean / unit:.2f}{'*' if abs(mean) > 2 * error else ''}"


print(f"{len(groups)} prompts\n| | " + " | ".join(names) + " |\n|" + " --- |" * (len(names) + 1))
for signal in names:
    ranked = [sorted(g["0.6"], key=lambda r: r[signal]) for g in groups]
    print(f"| {signal} | " + " | ".join(cell([r[-1][n] - r[0][n] for r in ranked], spread[n]) for n in names) + " |")
if all("0.2" in g for g in groups):
    cold = {n: [statistics.mean(r[n] for r in g["0.2"]) - statistics.mean(r[n] for r in g["0.6"]) for g in groups] for n in names}
    print("| temperature 0.2 against 0.6 | " + " | ".join(cell(cold[n], spread[n]) for n in names) + " |")
