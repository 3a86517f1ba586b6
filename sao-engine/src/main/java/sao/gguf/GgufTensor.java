package sao.gguf;

import java.util.List;

/// The location of a tensor in a GGUF file.
///
/// @param name name in the file
/// @param type of its blocks
/// @param shape in PyTorch's order, so the reverse of the file's
/// @param offset of its first byte from the beginning of the file
/// @param bytes size in bytes
record GgufTensor(String name, GgufType type, List<Long> shape, long offset, long bytes) {
    /// {@return the length of a row: the last dimension}
    long columns() {
        return shape.isEmpty() ? 1 : shape.getLast();
    }

    /// {@return the number of values}
    long count() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }
}
