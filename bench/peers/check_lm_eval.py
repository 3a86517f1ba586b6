"""Runs two tiny local tasks of lm-eval's harness against a running `sao serve`, by `local-completions`, and
against transformers on the same weights; prints both.

usage: check_lm_eval.py BASE_URL HF_FOLDER   (base url such as http://127.0.0.1:8000/v1; the folder holds the
tokenizer and, made by hf_folder.py, the same weights)
"""

import os
import pathlib
import sys
import tempfile

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")

import lm_eval  # noqa: E402
import requests  # noqa: E402
from lm_eval.tasks import TaskManager  # noqa: E402

HERE = pathlib.Path(__file__).parent / "lm_eval"
TASKS = ["sao_capitals", "sao_capitals_written"]


def evaluate(model, arguments, tasks):
    results = lm_eval.simple_evaluate(model=model, model_args=arguments, tasks=TASKS, task_manager=tasks,
                                      bootstrap_iters=0, log_samples=True)
    answers = {name: [sample["filtered_resps"] for sample in results["samples"][name]] for name in TASKS}
    print(model, {name: {key: value for key, value in results["results"][name].items() if "," in key}
                  for name in TASKS})
    return answers


def main(base_url, folder):
    served = requests.get(f"{base_url}/models", timeout=10).json()["data"][0]["id"]
    with tempfile.TemporaryDirectory() as place:
        for file in HERE.glob("*.yaml"):
            text = file.read_text().replace("DATA", str(HERE / "capitals.jsonl"))
            pathlib.Path(place, file.name).write_text(text)
        tasks = TaskManager(include_path=place, include_defaults=False)
        ours = evaluate("local-completions",
                        f"model={served},base_url={base_url}/completions,tokenizer={folder},"
                        "num_concurrent=4,max_length=2048", tasks)
        theirs = evaluate("hf", f"pretrained={folder},dtype=float32,device=cpu", tasks)
    farthest = max(abs(float(a[0]) - float(b[0]))
                   for mine, other in zip(ours["sao_capitals"], theirs["sao_capitals"])
                   for a, b in zip(mine, other))
    print(f"farthest log-likelihood from transformers: {farthest:.4f}")
    print("written answers:", ours["sao_capitals_written"], theirs["sao_capitals_written"], sep="\n  ")
    same = [[bool(a[1]) for a in mine] == [bool(b[1]) for b in other]
            for mine, other in zip(ours["sao_capitals"], theirs["sao_capitals"])]
    print(f"greedy flags equal in {sum(same)} of {len(same)} questions")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
