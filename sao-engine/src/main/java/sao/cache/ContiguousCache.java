package sao.cache;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;

/// A KV cache in one tensor, `[layers, 2, K, capacity, D]` in the element type in which the model computes keys and
/// values. Attention on the processor reads its memory.
///
/// Positions that were never written are zero: masked attention multiplies masked values by zero, which is NaN
/// for an infinite value.
final class ContiguousCache extends KeyValueCache {
    private final ModelConfig config;
    private final ScalarType elementType;
    private final HeldPositions held;
    private Tensor data;
    private Optional<BytePointer> bytes;
    private int capacity;

    /// @param elementType float32 or bfloat16
    /// @param tokens number of positions to allocate, rounded up to a multiple of [#STEP]
    /// @param held counts the positions until this cache is closed
    ContiguousCache(ModelConfig config, ScalarType elementType, int tokens, HeldPositions held) {
        this.config = config;
        this.held = held;
        this.elementType = elementType.intern();
        this.capacity = rounded(tokens);
        try (var _ = TensorScope.open()) {
            this.data = TensorScope.keep(zeros(capacity));
            this.bytes = bytesOf(data);
        }
        held.add(capacity);
    }

    private static int rounded(int tokens) {
        return Math.max(STEP, Math.ceilDiv(tokens, STEP) * STEP);
    }

    private Tensor zeros(int positions) {
        return Tensors.zeros(elementType, config.layers(), 2, config.keyValueHeads(), positions, config.headWidth());
    }

    private static Optional<BytePointer> bytesOf(Tensor data) {
        return ComputeDevice.current().isProcessor()
                ? Optional.of(TensorScope.keep(new BytePointer(data.data_ptr())))
                : Optional.empty();
    }

    /// {@return the cache of a sequence on the processor}
    static ContiguousCache of(KeyValueCache cache) {
        return (ContiguousCache) cache;
    }

    @Override
    public ContiguousCache copy(int positions, int tokens) {
        ContiguousCache copy = new ContiguousCache(config, elementType, tokens, held);
        copy.fill(data, positions);
        return copy;
    }

    private void fill(Tensor from, int positions) {
        if (positions > 0) {
            try (var _ = TensorScope.open()) {
                data.narrow(3, 0, positions).copy_(from.narrow(3, 0, positions));
            }
        }
        startAt(positions);
    }

    /// Grows by half of the capacity, so that growing token by token copies each position few times.
    @Override
    public void reserve(int tokens, int most) {
        if (tokens <= capacity) {
            return;
        }
        Tensor old = data;
        Optional<BytePointer> oldBytes = bytes;
        int larger = rounded(Math.clamp(capacity + capacity / 2, tokens, Math.max(tokens, most)));
        try (var _ = TensorScope.open()) {
            data = TensorScope.keep(zeros(larger));
            bytes = bytesOf(data);
        }
        held.add(larger - capacity);
        capacity = larger;
        fill(old, length());
        oldBytes.ifPresent(BytePointer::close);
        old.close();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /// {@return the first byte of all}
    BytePointer bytes() {
        return bytes.orElseThrow(() -> new IllegalStateException("the cache is not in this process's memory"));
    }

    /// {@return the index of the first number of a head's keys (or values) in a layer}
    long offset(int layer, boolean values, int head) {
        long plane = ((long) layer * 2 + (values ? 1 : 0)) * config.keyValueHeads() + head;
        return plane * capacity * config.headWidth();
    }

    /// {@return a view of a layer's positions, `[2, K, count, D]`: keys, then values; in the caller's scope}
    Tensor span(int layer, int start, int count) {
        return data.select(0, layer).narrow(2, start, count);
    }

    /// {@return a view of the keys (or values) of a layer, `[K, capacity, D]`, in the caller's scope}
    Tensor view(int layer, boolean values) {
        return data.select(0, layer).select(0, values ? 1 : 0);
    }

    /// {@return the element type of its numbers}
    ScalarType elementType() {
        return elementType;
    }

    @Override
    public void close() {
        held.add(-capacity);
        capacity = 0;
        bytes.ifPresent(BytePointer::close);
        data.close();
    }
}
