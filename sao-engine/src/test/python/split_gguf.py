#!/usr/bin/env python3
"""Makes src/test/resources/sao/gguf/split-0000N-of-00003.gguf: the tensors of sao/architecture/tiny-qwen2.gguf in three
parts, written by the gguf package. Needs gguf.
"""
import pathlib

import gguf

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources/sao"
SOURCE = RESOURCES / "architecture/tiny-qwen2.gguf"


def main():
    reader = gguf.GGUFReader(SOURCE)
    architecture = str(reader.fields["general.architecture"].contents())
    per_part = (len(reader.tensors) + 2) // 3
    writer = gguf.GGUFWriter(RESOURCES / "weights/split.gguf", architecture, split_max_tensors=per_part)
    for key, field in reader.fields.items():
        if key.startswith("GGUF.") or key == "general.architecture":
            continue
        kind = field.types[0]
        inside = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, field.contents(), kind, sub_type=inside)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
