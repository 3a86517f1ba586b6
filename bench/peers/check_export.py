"""Trains a few steps of TRL's CPOTrainer (SimPO) on an export, loaded by `datasets.load_dataset(folder)`.

Usage: check_export.py EXPORT_FOLDER MODEL_FOLDER   (`sao export pairs RUN --to EXPORT_FOLDER`; a Hugging Face folder)
"""

import json
import sys

from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer

try:
    from trl.experimental.cpo import CPOConfig, CPOTrainer
except ImportError:
    from trl import CPOConfig, CPOTrainer

rows = load_dataset(sys.argv[1], split="train")
tokenizer = AutoTokenizer.from_pretrained(sys.argv[2])
if tokenizer.pad_token is None:
    tokenizer.pad_token = tokenizer.eos_token
trainer = CPOTrainer(
    model=AutoModelForCausalLM.from_pretrained(sys.argv[2]),
    args=CPOConfig(
        output_dir="/tmp/check_export", loss_type="simpo", cpo_alpha=0.0, simpo_gamma=3.0, beta=10.0, max_steps=2,
        per_device_train_batch_size=2, logging_steps=1, report_to=[], use_cpu=True, bf16=False, max_length=256,
    ),
    processing_class=tokenizer,
    train_dataset=rows,
)
trainer.train()
losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
print(json.dumps({"rows": len(rows), "columns": rows.column_names, "losses": losses}))
