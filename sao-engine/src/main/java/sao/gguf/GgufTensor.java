package sao.gguf;

import java.util.List;

/// Where a tensor of a GGUF file lies.
///
/// @param name as the file says it
/// @param type of its blocks
/// @param shape in PyTorch's order, so the reverse of the file's
/// @param offset of its first byte from the beginning of the file
/// @param bytes how many it takes
record GgufTensor(String name, GgufType type, List<Long> shape, long offset, long bytes) {
    /// {@return the length of a row: the last dimension}
    long columns() {
        return shape.isEmpty() ? 1 : shape.getLast();
    }

    /// {@return how many values there are}
    long count() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }
}
