package sao.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Keys and values of all sequences on a graphics card, in blocks of [#PLACES] positions that are lent to
/// [PagedCache]s: `[layers, blocks, K, PLACES, D]` twice (Kwon et al., arXiv 2309.06180).
///
/// Two blocks are never lent: padding reads the block of zeros and writes the waste block. A block is zeroed when
/// it is lent: masked attention multiplies masked values by zero, which is NaN for an infinite value.
///
/// Engine thread only.
final class BlockPool implements AutoCloseable {
    /// Positions of a block.
    static final int PLACES = 256;

    /// The block of zeros that padding reads.
    static final int BLANK = 0;

    /// The block that padding writes; never read.
    static final int WASTE = 1;

    /// Number of blocks that are never lent.
    static final int RESERVED = 2;

    private static final Scalar ZERO = Tensors.constant(0);

    private final ModelConfig config;
    private final ScalarType elementType;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final List<Tensor> owned = new ArrayList<>();
    private List<Layer> layers = List.of();
    private Tensor keys;
    private Tensor values;
    private int size;

    /// @param elementType float32 or bfloat16
    /// @param blocks number of blocks at the beginning, at least 3
    BlockPool(ModelConfig config, ScalarType elementType, int blocks) {
        this.config = config;
        this.elementType = elementType.intern();
        try (var _ = TensorScope.open()) {
            keys = own(zeros(blocks));
            values = own(zeros(blocks));
            viewLayers();
        }
        addFree(RESERVED, blocks);
    }

    /// One layer's blocks.
    ///
    /// @param keys `[blocks, K, PLACES, D]`
    /// @param values `[blocks, K, PLACES, D]`
    /// @param keyRows `[blocks * K * PLACES, D]`
    /// @param valueRows `[blocks * K * PLACES, D]`
    record Layer(Tensor keys, Tensor values, Tensor keyRows, Tensor valueRows) {}

    private Tensor zeros(int blocks) {
        return Tensors.zeros(elementType, config.layers(), blocks, config.keyValueHeads(), PLACES, config.headWidth());
    }

    private Tensor own(Tensor tensor) {
        owned.add(TensorScope.keep(tensor));
        return tensor;
    }

    /// Makes the views of each layer once: every step reads them.
    private void viewLayers() {
        List<Layer> views = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Tensor ownKeys = own(keys.select(0, layer));
            Tensor ownValues = own(values.select(0, layer));
            views.add(new Layer(
                    ownKeys,
                    ownValues,
                    own(ownKeys.view(-1, config.headWidth())),
                    own(ownValues.view(-1, config.headWidth()))));
        }
        layers = List.copyOf(views);
    }

    private void addFree(int first, int end) {
        for (int block = first; block < end; block++) {
            free.add(block);
        }
        size = end;
    }

    /// {@return blocks of zeros, the caller's until it gives them back}
    int[] take(int count) {
        while (free.size() < count) {
            grow();
        }
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = free.remove();
        }
        try (var _ = TensorScope.open()) {
            Tensor which = Tensors.longs(taken);
            keys.index_fill_(1, which, ZERO);
            values.index_fill_(1, which, ZERO);
        }
        return taken;
    }

    /// Doubles the pool. Needs memory for three times the old pool while it copies.
    private void grow() {
        List<Tensor> old = List.copyOf(owned);
        try (var _ = TensorScope.open()) {
            Tensor moreKeys = zeros(2 * size);
            Tensor moreValues = zeros(2 * size);
            moreKeys.narrow(1, 0, size).copy_(keys);
            moreValues.narrow(1, 0, size).copy_(values);
            owned.clear();
            keys = own(moreKeys);
            values = own(moreValues);
            viewLayers();
        }
        old.forEach(Tensor::close);
        addFree(size, 2 * size);
    }

    /// {@return the number of blocks that are lent}
    int lent() {
        return size - RESERVED - free.size();
    }

    /// Takes blocks back.
    void give(int[] blocks) {
        for (int block : blocks) {
            free.add(block);
        }
    }

    /// Copies blocks in all layers.
    ///
    /// @param from source blocks, as many as `to`
    /// @param to target blocks
    void copy(int[] from, int[] to) {
        if (from.length == 0) {
            return;
        }
        try (var _ = TensorScope.open()) {
            Tensor source = Tensors.longs(from);
            Tensor target = Tensors.longs(to);
            keys.index_copy_(1, target, keys.index_select(1, source));
            values.index_copy_(1, target, values.index_select(1, source));
        }
    }

    /// {@return the number of layers}
    int layers() {
        return layers.size();
    }

    Layer layer(int index) {
        return layers.get(index);
    }

    /// {@return the element type of its numbers}
    ScalarType elementType() {
        return elementType;
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
        owned.clear();
    }
}
