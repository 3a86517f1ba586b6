"""Makes a Hugging Face folder in bfloat16 from a GGUF file, with transformers' own converter.

Usage: hf_folder.py MODEL.gguf FOLDER
"""

import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

source, target = Path(sys.argv[1]), sys.argv[2]
AutoTokenizer.from_pretrained(str(source.parent), gguf_file=source.name).save_pretrained(target)
model = AutoModelForCausalLM.from_pretrained(str(source.parent), gguf_file=source.name, dtype=torch.float32)
if hasattr(model.config, "quantization_config"):
    del model.config.quantization_config
model.to(torch.bfloat16).save_pretrained(target)
print(target)
