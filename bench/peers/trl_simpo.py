"""TRL's CPOTrainer with the SimPO loss on the pairs of bench/pairs64.jsonl: pairs per second and peak memory.

Usage: trl_simpo.py MODEL.gguf|FOLDER PAIRS.jsonl [--count 32] [--precision bf16|fp32] [--batch 2] [--epochs 1]
       [--device cpu|cuda]
Prints one JSON line. The first optimiser step is left out of the rate (warm-up of kernels). The pairs are trained in the order of the
file and without clipping, so that the losses can be laid beside those of another trainer.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("pairs")
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--precision", choices=["bf16", "fp32"], default="bf16")
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    arguments = parser.parse_args()

    import torch
    from datasets import Dataset
    from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback

    try:
        from trl.experimental.cpo import CPOConfig, CPOTrainer
    except ImportError:
        from trl import CPOConfig, CPOTrainer

    torch.set_num_threads(arguments.threads)
    path = Path(arguments.model)
    where = (str(path.parent), {"gguf_file": path.name}) if path.suffix == ".gguf" else (str(path), {})
    tokenizer = AutoTokenizer.from_pretrained(where[0], **where[1])
    model = AutoModelForCausalLM.from_pretrained(where[0], dtype=torch.float32, **where[1])
    rows = [json.loads(line) for line in open(arguments.pairs, encoding="utf-8")][: arguments.count]
    dataset = Dataset.from_list([{key: row[key] for key in ("prompt", "chosen", "rejected")} for row in rows])

    class Clock(TrainerCallback):
        begin = None
        steps = 0

        def on_step_end(self, args, state, control, **kwargs):
            if arguments.device == "cuda":
                torch.cuda.synchronize()
            if self.begin is None:
                self.begin = time.monotonic()
            else:
                self.steps += 1
            self.end = time.monotonic()

    clock = Clock()
    config = CPOConfig(
        output_dir="/tmp/trl-simpo",
        loss_type="simpo",
        cpo_alpha=0.0,
        beta=10.0,
        simpo_gamma=3.0,
        learning_rate=1e-6,
        lr_scheduler_type="constant",
        train_sampling_strategy="sequential",
        max_grad_norm=0.0,
        per_device_train_batch_size=arguments.batch,
        gradient_accumulation_steps=1,
        num_train_epochs=arguments.epochs,
        max_length=2048,
        bf16=arguments.precision == "bf16",
        use_cpu=arguments.device == "cpu",
        logging_steps=1,
        save_strategy="no",
        report_to=[],
        seed=42,
        gradient_checkpointing=False,
        disable_tqdm=True,
    )
    trainer = CPOTrainer(model=model, args=config, train_dataset=dataset, processing_class=tokenizer, callbacks=[clock])
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    print(
        json.dumps(
            {
                "peer": "trl",
                "precision": arguments.precision,
                "pairs_per_second": clock.steps * arguments.batch / (clock.end - clock.begin),
                "peak_rss_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
                "peak_card_gb": torch.cuda.max_memory_reserved() / 2**30 if arguments.device == "cuda" else None,
                "losses": losses,
            }
        )
    )


if __name__ == "__main__":
    main()
