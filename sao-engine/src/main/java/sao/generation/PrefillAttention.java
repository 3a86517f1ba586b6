package sao.generation;

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

/// Causal attention of pieces of sequences, each over what its own cache holds and itself.
///
/// The shapes of a piece's products depend on its own place and length alone, never on what else is in the
/// pass. Where a layer has a window, a piece does not look at what lies before its first token's.
final class PrefillAttention implements Attention {
    private final ModelConfig config;
    private final List<Piece> pieces;
    private final Map<Integer, List<View>> byWindow = new HashMap<>();
    private final long rows;

    /// @param pieces in the order of their rows
    /// @param rows of the pass, padding included
    /// @param precision element type of the products
    PrefillAttention(ModelConfig config, List<Piece> pieces, long rows, ScalarType precision) {
        this.config = config;
        this.pieces = pieces;
        this.rows = rows;
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            byWindow.computeIfAbsent(
                    rule.window(),
                    _ -> pieces.stream()
                            .map(piece -> View.of(piece, rule, precision))
                            .toList());
        }
    }

    /// The positions that a piece looks at, padding included.
    ///
    /// @param start the first of them
    /// @param span how many
    /// @param mask `[1, 1, T, span]`, T the piece's rows: added to the scores
    private record View(int start, int span, Tensor mask) {
        static View of(Piece piece, AttentionRule rule, ScalarType precision) {
            int first = piece.reading().position();
            int start = rule.first(first) / KeyValueCache.STEP * KeyValueCache.STEP;
            int end = Math.ceilDiv(first + piece.count(), KeyValueCache.STEP) * KeyValueCache.STEP;
            int span = end - start;
            float[] values = new float[piece.rows() * span];
            for (int row = 0; row < piece.rows(); row++) {
                // rows of padding look where the last token looks: at something, so that nothing becomes NaN
                int place = first + Math.min(row, piece.count() - 1);
                for (int seen = start; seen < end; seen++) {
                    if (seen < rule.first(place) || seen > place) {
                        values[row * span + seen - start] = Float.NEGATIVE_INFINITY;
                    }
                }
            }
            return new View(start, span, mask(values, piece.rows(), span, precision));
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
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            ContiguousCache cache = ContiguousCache.of(piece.reading().cache());
            write(cache.view(rule.layer(), false), piece, key);
            write(cache.view(rule.layer(), true), piece, value);
            mixed.push_back(attend(rule, piece, views.get(i), query));
            end = (long) piece.offset() + piece.rows();
        }
        if (end < rows) {
            long width = (long) config.heads() * config.headWidth();
            mixed.push_back(Tensors.zeros(query.scalar_type(), rows - end, width));
        }
        return torch.cat(mixed, 0);
    }

    private static void write(Tensor cached, Piece piece, Tensor fresh) {
        cached.narrow(1, piece.reading().position(), piece.count())
                .copy_(fresh.narrow(0, piece.offset(), piece.count()).transpose(0, 1));
    }

    /// {@return `[T, H * D]`, T the piece's rows}
    private Tensor attend(AttentionRule rule, Piece piece, View view, Tensor query) {
        long count = piece.rows();
        long keys = config.keyValueHeads();
        long group = config.heads() / keys;
        long width = config.headWidth();
        ScalarType type = query.scalar_type();
        ContiguousCache cache = ContiguousCache.of(piece.reading().cache());
        Tensor seen = cache.view(rule.layer(), false)
                .narrow(1, view.start(), view.span())
                .to(type); // [K, S, D]
        Tensor shown = cache.view(rule.layer(), true)
                .narrow(1, view.start(), view.span())
                .to(type);
        Tensor asked = query.narrow(0, piece.offset(), count)
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
