#!/usr/bin/env python3
"""Loads an exported model folder's tokenizer with transformers and compares its ids and its rendered chat with
reference rows.

usage: check_tokenizer.py FOLDER [ROWS]
  FOLDER  holds tokenizer.json and tokenizer_config.json
  ROWS    JSON with "rows" of text, ids and decoded (default: the engine's test rows of the default model)
"""
import json
import pathlib
import sys

from transformers import AutoTokenizer

ROWS = (
    pathlib.Path(__file__).resolve().parents[2]
    / "sao-engine/src/test/resources/sao/tokenizer/tokenizers-smollm2-135m-instruct.json"
)


def main(folder, rows_file=ROWS):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    rows = json.loads(pathlib.Path(rows_file).read_text(encoding="utf-8"))["rows"]
    wrong = 0
    for row in rows:
        ids = tokenizer(row["text"], add_special_tokens=False).input_ids
        decoded = tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        if ids != row["ids"] or decoded != row["decoded"]:
            wrong += 1
            print(f"differs: {row['text']!r}: {ids} should be {row['ids']}")
    specials = {role: getattr(tokenizer, role) for role in ("bos_token", "eos_token", "pad_token", "unk_token")}
    print(f"{len(rows) - wrong} of {len(rows)} rows equal; {type(tokenizer).__name__}, {len(tokenizer)} tokens, {specials}")
    if tokenizer.chat_template:
        chat = tokenizer.apply_chat_template([{"role": "user", "content": "Hi"}], tokenize=False, add_generation_prompt=True)
        print(f"chat: {chat!r}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
