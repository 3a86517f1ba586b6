package sao.safetensors;

import java.util.List;
import sao.weights.ElementType;

/// Where a tensor of a safetensors file lies.
///
/// @param name as the file says it
/// @param type of its values
/// @param shape in PyTorch's order
/// @param offset of its first byte from the beginning of the file
/// @param bytes how many it takes
record StoredTensor(String name, ElementType type, List<Long> shape, long offset, long bytes) {}
