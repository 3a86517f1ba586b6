package sao.cache;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// The numbers of rows that passes may have, so that no row's values depend on the number of other rows.
///
/// Matrix kernels may add in another order when the number of rows changes. Passes of several sizes are tried
/// once at the start: if a row has the same bits in all of them, a pass gets the smallest size that holds its rows;
/// otherwise every pass gets the largest size.
public final class PassSizes {
    /// Sizes are multiples of this number unless a larger grain is given.
    static final int GRAIN = 8;

    private static final Logger LOG = LoggerFactory.getLogger(PassSizes.class);

    private final List<Integer> sizes;

    private PassSizes(List<Integer> sizes) {
        this.sizes = sizes;
    }

    /// {@return a single size for passes of up to `most` rows}
    ///
    /// @param grain the size is a multiple of it
    static PassSizes only(int most, int grain) {
        return new PassSizes(List.of(Math.ceilDiv(most, grain) * grain));
    }

    /// {@return the sizes for passes of up to `most` rows, found by trying} Engine thread only.
    ///
    /// @param grain all sizes are multiples of it
    static PassSizes probe(CausalLanguageModel model, int most, int grain) {
        int largest = Math.ceilDiv(most, grain) * grain;
        List<Integer> candidates = IntStream.of(8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
                .filter(size -> size < largest && size % grain == 0)
                .boxed()
                .toList();
        try (var _ = TensorScope.open()) {
            float[] expected = oneRow(model, largest);
            for (int size : candidates) {
                if (!Arrays.equals(oneRow(model, size), expected)) {
                    LOG.debug("Rows differ between passes of {} and {}: every pass gets {}.", size, largest, largest);
                    return new PassSizes(List.of(largest));
                }
            }
        }
        return new PassSizes(IntStream.concat(candidates.stream().mapToInt(Integer::intValue), IntStream.of(largest))
                .boxed()
                .toList());
    }

    /// {@return the fourth row of the first layer and of the head in a pass of `size` rows: together they use all
    /// kinds of kernels}
    private static float[] oneRow(CausalLanguageModel model, int size) {
        try (var _ = TensorScope.open()) {
            long[] ids = new long[size];
            long[] positions = new long[size];
            for (int i = 0; i < size; i++) {
                ids[i] = (i * 7919L + 13) % model.config().vocabularySize();
                positions[i] = i;
            }
            Attention none = (rule, query, key, value) -> query.reshape(query.size(0), -1);
            Tensor stream = model.layer(0, model.embed(Tensors.longs(ids)), Tensors.longs(positions), none);
            float[] hidden = Tensors.toFloats(stream.narrow(0, 3, 1));
            float[] logits = Tensors.toFloats(
                    model.logits(model.normalize(stream)).narrow(0, 3, 1).to(ScalarType.Float));
            float[] both = Arrays.copyOf(hidden, hidden.length + logits.length);
            System.arraycopy(logits, 0, both, hidden.length, logits.length);
            return both;
        }
    }

    /// {@return the size of a pass with this many rows}
    public int holding(int rows) {
        for (int size : sizes) {
            if (size >= rows) {
                return size;
            }
        }
        throw new IllegalArgumentException("a pass has %d rows, but at most %d are allowed".formatted(rows, largest()));
    }

    /// {@return the largest number of rows of a pass}
    public int largest() {
        return sizes.getLast();
    }
}
