package sao.safetensors;

import java.util.List;
import sao.weights.ElementType;

/// The location of a tensor in a safetensors file.
///
/// @param name name in the file
/// @param type of its values
/// @param shape in PyTorch's order
/// @param offset of its first byte from the beginning of the file
/// @param bytes size in bytes
record StoredTensor(String name, ElementType type, List<Long> shape, long offset, long bytes) {}
