#!/usr/bin/env python3
"""Makes src/test/resources/sao/gguf/gguf-blocks.json: random blocks of each GGUF type and the float32 values that
the gguf package reads from them. Needs numpy and gguf.
"""
import base64
import json
import pathlib

import gguf
import numpy

TARGET = pathlib.Path(__file__).resolve().parents[1] / "resources/sao/gguf/gguf-blocks.json"
SEED = 7
BLOCKS = 3
# where the block's half-precision scales lie: random bytes there would often be no number
SCALES = {
    "F16": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82], "Q3_K": [108],
    "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0],
}


def main():
    random = numpy.random.default_rng(SEED)
    types = []
    for name, offsets in SCALES.items():
        kind = gguf.GGMLQuantizationType[name]
        size, width = gguf.GGML_QUANT_SIZES[kind]
        blocks = random.integers(0, 256, (BLOCKS, width), dtype=numpy.uint8)
        for offset in offsets:
            scales = random.normal(0, 0.02, BLOCKS).astype(numpy.float16)
            blocks[:, offset : offset + 2] = scales.view(numpy.uint8).reshape(BLOCKS, 2)
        if name == "F16":
            values = blocks.view(numpy.float16).astype(numpy.float32).reshape(-1)
        else:
            values = gguf.dequantize(blocks.reshape(-1), kind).astype(numpy.float32).reshape(-1)
        types.append({
            "type": name,
            "id": int(kind),
            "block_values": size,
            "block_bytes": width,
            "blocks": base64.b64encode(blocks.tobytes()).decode(),
            "float32": base64.b64encode(values.astype("<f4").tobytes()).decode(),
        })
    provenance = {"tool": "gguf.dequantize", "gguf": "0.19.0", "numpy": numpy.__version__, "seed": SEED,
                  "script": "src/test/python/gguf_blocks.py"}
    rows = ",\n  ".join(json.dumps(row) for row in types)
    TARGET.write_text('{"provenance": %s,\n "types": [\n  %s\n ]}\n' % (json.dumps(provenance), rows), encoding="utf-8")


if __name__ == "__main__":
    main()
