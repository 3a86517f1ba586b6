package sao.generation;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.ModelConfig;
import sao.tensor.Tensors;

/// Causal attention of pieces of sequences, each over what its own cache holds and itself.
///
/// The shapes of a piece's products depend on its own place and length alone, never on what else is in the
/// pass.
final class PrefillAttention implements Attention {
    private final ModelConfig config;
    private final List<Piece> pieces;
    private final List<Tensor> masks = new ArrayList<>();
    private final long rows;
    private final Scalar scale;

    /// @param pieces in the order of their rows
    /// @param rows of the pass, padding included
    /// @param precision element type of the products
    PrefillAttention(ModelConfig config, List<Piece> pieces, long rows, ScalarType precision) {
        this.config = config;
        this.pieces = pieces;
        this.rows = rows;
        this.scale = new Scalar(1 / Math.sqrt(config.headWidth()));
        for (Piece piece : pieces) {
            masks.add(mask(piece).to(precision));
        }
    }

    /// {@return how many positions a piece looks at, padding included}
    private static int span(Piece piece) {
        return Math.ceilDiv(piece.reading().position() + piece.count(), KeyValueCache.STEP) * KeyValueCache.STEP;
    }

    private static Tensor mask(Piece piece) {
        int span = span(piece);
        float[] values = new float[piece.rows() * span];
        for (int row = 0; row < piece.rows(); row++) {
            // rows of padding look where the last token looks: at something, so that nothing becomes NaN
            int seen = piece.reading().position() + Math.min(row, piece.count() - 1) + 1;
            for (int place = seen; place < span; place++) {
                values[row * span + place] = Float.NEGATIVE_INFINITY;
            }
        }
        return Tensors.floats(values, 1, 1, piece.rows(), span);
    }

    @Override
    public Tensor attend(int layer, Tensor query, Tensor key, Tensor value) {
        TensorVector mixed = new TensorVector();
        long end = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            KeyValueCache cache = piece.reading().cache();
            write(cache.view(layer, false), piece, key);
            write(cache.view(layer, true), piece, value);
            mixed.push_back(attend(layer, piece, masks.get(i), query));
            end = (long) piece.offset() + piece.rows();
        }
        if (end < rows) {
            long width = (long) config.heads() * config.headWidth();
            mixed.push_back(torch.zeros(rows - end, width).to(query.scalar_type()));
        }
        return torch.cat(mixed, 0);
    }

    private static void write(Tensor cached, Piece piece, Tensor fresh) {
        cached.narrow(1, piece.reading().position(), piece.count())
                .copy_(fresh.narrow(0, piece.offset(), piece.count()).transpose(0, 1));
    }

    /// {@return `[T, H * D]`, T the piece's rows}
    private Tensor attend(int layer, Piece piece, Tensor mask, Tensor query) {
        long count = piece.rows();
        long keys = config.keyValueHeads();
        long group = config.heads() / keys;
        long width = config.headWidth();
        int span = span(piece);
        ScalarType type = query.scalar_type();
        KeyValueCache cache = piece.reading().cache();
        Tensor seen = cache.view(layer, false).narrow(1, 0, span).to(type); // [K, S, D]
        Tensor shown = cache.view(layer, true).narrow(1, 0, span).to(type);
        Tensor asked = query.narrow(0, piece.offset(), count)
                .mul(scale)
                .transpose(0, 1)
                .reshape(keys, group * count, width); // [K, G*T, D]
        Tensor scores = asked.matmul(seen.transpose(1, 2))
                .view(keys, group, count, span)
                .add_(mask);
        Tensor weights = torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float))
                .to(type)
                .view(keys, group * count, span);
        return weights.matmul(shown)
                .view(config.heads(), count, width)
                .transpose(0, 1)
                .reshape(count, config.heads() * width);
    }
}
