"""Makes a Hugging Face folder in bfloat16 from a GGUF file, with transformers' own converter.

Usage: hf_folder.py MODEL.gguf FOLDER
"""

import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

source, target = Path(sys.argv[1]), sys.argv[2]
AutoTokenizer.from_pretrained(str(source.parent), gguf_file=source.name).save_pretrained(target)
loaded = AutoModelForCausalLM.from_pretrained(str(source.parent), gguf_file=source.name, dtype=torch.float32)
config = loaded.config
if hasattr(config, "quantization_config"):
    del config.quantization_config
model = AutoModelForCausalLM.from_config(config).to(torch.float32)  # the loaded one counts as quantised and cannot be saved
model.load_state_dict(loaded.state_dict())
model.to(torch.bfloat16).save_pretrained(target)
print(target)
