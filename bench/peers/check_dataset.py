"""Reads an exported preference dataset the way its users will: datasets, pyarrow, and TRL's own type check.

Usage: check_dataset.py FOLDER   (what `sao export pairs RUN --to FOLDER` wrote)
"""

import math
import sys
from pathlib import Path

import pyarrow.parquet
from datasets import load_dataset

folder = Path(sys.argv[1])
rows = load_dataset(str(folder), split="train")
problems = []

for name, role in (("prompt", "user"), ("chosen", "assistant"), ("rejected", "assistant")):
    for row in rows:
        messages = row[name]
        if len(messages) != 1 or messages[0]["role"] != role or not isinstance(messages[0]["content"], str):
            problems.append(f"{row['id']}: {name} is {messages!r}")

ids = rows["id"][:]
if ids != sorted(set(ids)):
    problems.append("ids are not ascending and unique")
for row in rows:
    for name in ("p", "margin", "chosen_logprob", "rejected_logprob"):
        if not math.isfinite(row[name]):
            problems.append(f"{row['id']}: {name} is {row[name]}")
    if not 0.5 <= row["p"] <= 1:
        problems.append(f"{row['id']}: p is {row['p']}")
    for side in ("prompt", "chosen", "rejected"):
        if len(row[f"{side}_token_ids"]) != row[f"{side}_length"]:
            problems.append(f"{row['id']}: {side}_length is not the number of its ids")

try:
    from trl.data_utils import is_conversational

    if not is_conversational(rows[0]):
        problems.append("TRL does not take the first row for a conversation")
except ImportError:
    print("TRL is not installed: its own check was left out", file=sys.stderr)

for file in sorted(folder.glob("data/*.parquet")):
    table = pyarrow.parquet.read_table(file)
    if table.num_rows != len(rows):
        problems.append(f"{file}: {table.num_rows} rows, datasets sees {len(rows)}")
    print(f"{file}: {table.num_rows} rows, {file.stat().st_size} bytes")
    print(pyarrow.parquet.ParquetFile(file).schema_arrow.to_string(show_field_metadata=False))

print(rows)
for problem in problems[:20]:
    print("PROBLEM", problem)
print("ok" if not problems else f"{len(problems)} problems")
sys.exit(1 if problems else 0)
