"""distilabel on the work of bench/RowsAgainstPeer.java: a prompt, two answers, a verdict for each row, from a server that answers at once.

Usage: distilabel_pairs.py PORT ROWS
"""

import json
import sys
import time

from distilabel.models import OpenAILLM
from distilabel.pipeline import Pipeline
from distilabel.steps import LoadDataFromDicts
from distilabel.steps.tasks import TextGeneration, UltraFeedback

port, rows = int(sys.argv[1]), int(sys.argv[2])


def model() -> OpenAILLM:
    return OpenAILLM(model="stub", base_url=f"http://127.0.0.1:{port}/v1", api_key="none", generation_kwargs={"max_new_tokens": 256})


with Pipeline(name="pairs") as pipeline:
    load = LoadDataFromDicts(data=[{"instruction": f"Write what person {i} would ask."} for i in range(rows)], batch_size=500)
    prompts = TextGeneration(name="prompts", llm=model(), input_batch_size=500, output_mappings={"generation": "question"})
    answers = TextGeneration(
        name="answers", llm=model(), input_batch_size=500, num_generations=2, group_generations=True,
        input_mappings={"instruction": "question"}, output_mappings={"generation": "generations"},
    )
    verdicts = UltraFeedback(name="verdicts", llm=model(), input_batch_size=500, aspect="overall-rating", input_mappings={"instruction": "question"})
    load >> prompts >> answers >> verdicts

if __name__ == "__main__":
    begin = time.perf_counter()
    distiset = pipeline.run(use_cache=False)
    seconds = time.perf_counter() - begin
    count = len(distiset["default"]["train"])
    print(json.dumps({"program": "distilabel 1.5.3", "rows": count, "seconds": round(seconds, 1), "rows_per_s": round(count / seconds, 1)}))
