package sao.generation;

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

/// How many rows a pass has, so that no row's numbers depend on how many others there are.
///
/// Matrix kernels may add up in another order when the number of rows changes. Whether this processor's do
/// is tried out once: where a row comes out bit for bit the same in passes of several sizes, a pass has the
/// smallest of them that holds it; where not, every pass has the largest size.
final class RowSizes {
    /// What sizes are multiples of, where nothing asks for more.
    static final int GRAIN = 8;

    private static final Logger LOG = LoggerFactory.getLogger(RowSizes.class);

    private final List<Integer> sizes;

    private RowSizes(List<Integer> sizes) {
        this.sizes = sizes;
    }

    /// {@return one size: what every pass has that holds up to `most` rows}
    ///
    /// @param grain what it is a multiple of
    static RowSizes only(int most, int grain) {
        return new RowSizes(List.of(Math.ceilDiv(most, grain) * grain));
    }

    /// Tries the sizes of passes of up to `most` rows.
    ///
    /// @param grain what they are multiples of
    static RowSizes probe(CausalLanguageModel model, int most, int grain) {
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
                    return new RowSizes(List.of(largest));
                }
            }
        }
        return new RowSizes(IntStream.concat(candidates.stream().mapToInt(Integer::intValue), IntStream.of(largest))
                .boxed()
                .toList());
    }

    /// {@return the fourth row of a layer and of the head in a pass of `size` rows: all kinds of maps there
    /// are}
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

    /// {@return how many rows the pass has that holds this many}
    int holding(int rows) {
        for (int size : sizes) {
            if (size >= rows) {
                return size;
            }
        }
        throw new IllegalArgumentException("a pass of %d rows was asked of at most %d".formatted(rows, largest()));
    }

    int largest() {
        return sizes.getLast();
    }
}
