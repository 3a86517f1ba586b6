package sao.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.SoftCap;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Causal attention of chunks of sequences: each sees its own cache and itself.
///
/// The shapes of a chunk's products depend on its own position and length, never on the rest of the pass. Where a
/// layer has a window, positions before the window of the chunk's first token are skipped.
final class PrefillAttention implements Attention {
    private final ModelConfig config;
    private final List<PrefillChunk> chunks;
    private final Map<Integer, List<View>> byWindow = new HashMap<>();
    private final long rows;

    /// @param chunks in the order of their rows
    /// @param rows of the pass, padding included
    /// @param precision element type of the products
    PrefillAttention(ModelConfig config, List<PrefillChunk> chunks, long rows, ScalarType precision) {
        this.config = config;
        this.chunks = chunks;
        this.rows = rows;
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            byWindow.computeIfAbsent(
                    rule.window(),
                    _ -> chunks.stream()
                            .map(chunk -> View.of(chunk, rule, precision))
                            .toList());
        }
    }

    /// The positions that a chunk sees, padding included.
    ///
    /// @param start the first position
    /// @param span number of positions
    /// @param mask `[1, 1, T, span]`, T the chunk's rows; added to the scores
    private record View(int start, int span, Tensor mask) {
        static View of(PrefillChunk chunk, AttentionRule rule, ScalarType precision) {
            int first = chunk.position();
            int start = rule.first(first) / KeyValueCache.STEP * KeyValueCache.STEP;
            int end = Math.ceilDiv(first + chunk.count(), KeyValueCache.STEP) * KeyValueCache.STEP;
            int span = end - start;
            float[] values = new float[chunk.rows() * span];
            for (int row = 0; row < chunk.rows(); row++) {
                // padding sees what the last token sees: a row that sees nothing would be NaN
                int place = first + Math.min(row, chunk.count() - 1);
                for (int seen = start; seen < end; seen++) {
                    if (seen < rule.first(place) || seen > place) {
                        values[row * span + seen - start] = Float.NEGATIVE_INFINITY;
                    }
                }
            }
            return new View(start, span, mask(values, chunk.rows(), span, precision));
        }

        private static Tensor mask(float[] values, int rows, int span, ScalarType precision) {
            return TensorScope.returning(
                    () -> Tensors.floats(values, 1, 1, rows, span).to(precision));
        }
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        TensorVector mixed = new TensorVector();
        List<View> views = byWindow.getOrDefault(rule.window(), List.of());
        long end = 0;
        for (int i = 0; i < chunks.size(); i++) {
            PrefillChunk chunk = chunks.get(i);
            ContiguousCache cache = ContiguousCache.of(chunk.cache());
            write(cache.view(rule.layer(), false), chunk, key);
            write(cache.view(rule.layer(), true), chunk, value);
            mixed.push_back(attend(rule, chunk, views.get(i), query));
            end = (long) chunk.offset() + chunk.rows();
        }
        if (end < rows) {
            long width = (long) config.heads() * config.headWidth();
            mixed.push_back(Tensors.zeros(query.scalar_type(), rows - end, width));
        }
        return torch.cat(mixed, 0);
    }

    private static void write(Tensor cached, PrefillChunk chunk, Tensor fresh) {
        cached.narrow(1, chunk.position(), chunk.count())
                .copy_(fresh.narrow(0, chunk.offset(), chunk.count()).transpose(0, 1));
    }

    /// {@return `[T, H * D]`, T the chunk's rows}
    private Tensor attend(AttentionRule rule, PrefillChunk chunk, View view, Tensor query) {
        long count = chunk.rows();
        long keys = config.keyValueHeads();
        long group = config.heads() / keys;
        long width = config.headWidth();
        ScalarType type = query.scalar_type();
        ContiguousCache cache = ContiguousCache.of(chunk.cache());
        Tensor seen = cache.view(rule.layer(), false)
                .narrow(1, view.start(), view.span())
                .to(type); // [K, S, D]
        Tensor shown = cache.view(rule.layer(), true)
                .narrow(1, view.start(), view.span())
                .to(type);
        Tensor asked = query.narrow(0, chunk.offset(), count)
                .mul(new Scalar(rule.scale()))
                .transpose(0, 1)
                .reshape(keys, group * count, width); // [K, G*T, D]
        Tensor products = asked.matmul(seen.transpose(1, 2)).view(keys, group, count, view.span());
        Tensor scores = SoftCap.apply(products, rule.softCap()).add_(view.mask());
        Tensor weights = torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float))
                .to(type)
                .view(keys, group * count, view.span());
        return weights.matmul(shown)
                .view(config.heads(), count, width)
                .transpose(0, 1)
                .reshape(count, config.heads() * width);
    }
}
