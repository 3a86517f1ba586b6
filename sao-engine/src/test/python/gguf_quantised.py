#!/usr/bin/env python3
"""Makes src/test/resources/sao/gguf/gguf-quantised.json: float32 values and the blocks that the gguf package makes of
them. Needs numpy and gguf; where llama-cpp-python is installed, ggml's own C quantisation is asked too, and how many of
its bytes differ is said in the provenance.
"""
import base64
import ctypes
import json
import pathlib

import gguf
import numpy

TARGET = pathlib.Path(__file__).resolve().parents[1] / "resources/sao/gguf/gguf-quantised.json"
SEED = 11
BLOCKS = 24
TYPES = ["F16", "BF16", "Q8_0", "Q4_0"]


def blocks():
    random = numpy.random.default_rng(SEED)
    values = random.normal(0, 0.05, (BLOCKS, 32)).astype(numpy.float32)
    values[0] = 0
    values[1] = 1
    values[2, 3] = -4  # one value far from the others
    values[3] = numpy.arange(-16, 16) / 8  # ties of every kind
    values[4] = numpy.arange(-16, 16)[::-1] / 127
    values[5, 7], values[5, 20] = 0.25, -0.25  # two of the same magnitude: the first decides
    values[6] *= 1e-6  # half precision has few digits left
    values[7] *= 1000
    return values


def by_ggml(values, kind):
    """The same by ggml's C code, or nothing where it is not installed."""
    try:
        import llama_cpp
    except ImportError:
        return None
    folder = pathlib.Path(llama_cpp.__file__).parent / "lib"
    library = ctypes.CDLL(str(next(folder.glob("libggml-base*"))))
    quantise = library.ggml_quantize_chunk
    quantise.restype = ctypes.c_size_t
    quantise.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64,
                         ctypes.c_void_p]
    size, width = gguf.GGML_QUANT_SIZES[kind]
    result = numpy.zeros(values.size // size * width, dtype=numpy.uint8)
    quantise(int(kind), values.ctypes.data, result.ctypes.data, 0, values.shape[0], values.shape[1], None)
    return result.tobytes()


def main():
    values = blocks()
    types = []
    differing = {}
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        made = gguf.quantize(values, kind)
        stored = made.tobytes()
        types.append({"type": name, "id": int(kind), "blocks": base64.b64encode(stored).decode()})
        ours = by_ggml(values, kind)
        if ours is not None:
            differing[name] = sum(a != b for a, b in zip(ours, stored))
    provenance = {"tool": "gguf.quantize", "gguf": "0.19.0", "numpy": numpy.__version__, "seed": SEED,
                  "script": "src/test/python/gguf_quantised.py", "bytes_that_ggml_quantize_chunk_makes_otherwise": differing}
    text = json.dumps({"provenance": provenance, "float32": base64.b64encode(values.astype("<f4").tobytes()).decode(),
                       "types": types}, indent=1)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
