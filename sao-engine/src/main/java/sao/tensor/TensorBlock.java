package sao.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;

/// Named tensors in one contiguous allocation on the thread's device, which are freed with the block.
/// Separate small allocations that outlive their neighbours fragment the memory: in a training they left a
/// gigabyte of gaps.
///
/// Owned by its creator, with its tensors.
public final class TensorBlock implements AutoCloseable {
    private static final long ALIGNMENT = 64; // in elements, so that each begins with a line of the cache

    private final Tensor whole;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    private TensorBlock(Tensor whole) {
        this.whole = whole;
    }

    /// {@return a block of tensors of these shapes, with uninitialised values}
    ///
    /// @param type of the elements
    /// @param shapes of the tensors by name
    public static TensorBlock of(ScalarType type, SequencedMap<String, long[]> shapes) {
        try (var _ = TensorScope.open()) {
            long length = shapes.values().stream().mapToLong(TensorBlock::room).sum();
            TensorBlock block = new TensorBlock(TensorScope.keep(Tensors.unwritten(type, length)));
            long begin = 0;
            for (var entry : shapes.sequencedEntrySet()) {
                long[] shape = entry.getValue();
                Tensor part = block.whole.narrow(0, begin, count(shape)).view(shape);
                block.tensors.put(entry.getKey(), TensorScope.keep(part));
                begin += room(shape);
            }
            return block;
        }
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static long room(long[] shape) {
        return Math.ceilDiv(count(shape), ALIGNMENT) * ALIGNMENT;
    }

    /// {@return the tensors by name, in the order of their shapes; they stay the block's}
    public SequencedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /// Sets all values to 0.
    ///
    /// @return this
    public TensorBlock zero() {
        whole.zero_();
        return this;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        whole.close();
    }
}
