package sao.generation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.AttentionRule;
import sao.architecture.ModelConfig;
import sao.architecture.SoftCap;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// Attention of one new token in each of several sequences, all of them at once by libtorch's operators: what
/// runs on devices whose memory this process cannot read. [PlainDecodeAttention] is its plain twin.
///
/// Each layer copies what its rows see of their caches side by side, padded to the longest: every sequence
/// has a cache of its own, grown by itself, and batched operators read one tensor. So all keys and values are
/// copied in each step, one layer at a time, which the twin does not need; but the twin calls some ten operators
/// for each row of each layer, and this some twenty for a whole layer. By that count, not by a measurement, it is
/// the better one on a graphics card: see `docs/benchmarks.md`.
///
/// A row's places are cut into chunks of one length, counted from the first it sees, and the chunks' sums are
/// added in order. So a longer neighbour adds chunks that weigh exactly nothing, and the products that a row
/// goes through have the same shapes whatever stands beside it.
///
/// @implNote Written out instead of `scaled_dot_product_attention`, which knows neither soft caps nor
///     chunks.
final class BatchedDecodeAttention implements Attention {
    /// Places of a chunk.
    private static final int CHUNK = 256;

    private static final long[] CHUNKS_AND_PLACES = {2, 4};
    private static final Scalar ONE = Tensors.wholeConstant(1);
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    private final ModelConfig config;
    private final List<KeyValueCache> caches;
    private final Map<Integer, Spans> byWindow = new HashMap<>();
    private final TensorVector fresh = new TensorVector(); // of each layer so far `[2, K, B, D]`

    /// @param caches one for each of the first rows, at least one, with room for one more place; rows beyond are
    /// padding
    BatchedDecodeAttention(ModelConfig config, List<KeyValueCache> caches) {
        this.config = config;
        this.caches = caches;
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            byWindow.computeIfAbsent(rule.window(), _ -> Spans.of(config, caches, rule));
        }
    }

    /// What rows see of their caches under one window: C chunks of W places each, B rows.
    ///
    /// @param seen for each row what it sees of all layers, `[layers, 2, K, places, D]`
    /// @param padding for each row what fills it up, its own new place included, `[2, K, places, D]`
    /// @param own where each row's new token stands among all `B * C * W` places, `[B]`
    /// @param mask `[B, C, 1, W]`: added to the scores
    private record Spans(List<Tensor> seen, List<Tensor> padding, Tensor own, Tensor mask) {
        static Spans of(ModelConfig config, List<KeyValueCache> caches, AttentionRule rule) {
            ScalarType type = caches.getFirst().elementType();
            int rows = caches.size();
            long[] counts = new long[rows]; // of the places before the new one
            int longest = 0;
            for (int i = 0; i < rows; i++) {
                int count = caches.get(i).length() - rule.first(caches.get(i).length());
                counts[i] = count;
                longest = Math.max(longest, count + 1);
            }
            long chunks = Math.ceilDiv(longest, CHUNK);
            long span = chunks * CHUNK;
            Tensor blank = Tensors.zeros(type, 2, config.keyValueHeads(), span, config.headWidth());
            List<Tensor> seen = new ArrayList<>(rows);
            List<Tensor> padding = new ArrayList<>(rows);
            long[] own = new long[rows];
            for (int i = 0; i < rows; i++) {
                KeyValueCache cache = caches.get(i);
                seen.add(cache.places(rule.first(cache.length()), Math.toIntExact(counts[i])));
                padding.add(blank.narrow(2, 0, span - counts[i]));
                own[i] = i * span + counts[i];
            }
            return new Spans(
                    seen, padding, Tensors.longs(own), mask(counts, span).view(rows, chunks, 1, CHUNK));
        }

        private static Tensor mask(long[] counts, long span) {
            return TensorScope.returning(() -> {
                Tensor places =
                        Tensors.zeros(ScalarType.Long, span).add(ONE).cumsum(0).sub(ONE);
                Tensor hidden = places.unsqueeze(0).gt(Tensors.longs(counts).unsqueeze(1));
                return Tensors.zeros(ScalarType.Float, counts.length, span).masked_fill_(hidden, NEVER);
            });
        }

        /// {@return keys and values of a layer side by side, the new ones among them, `[2, K, B * C * W, D]`
        /// float32}
        Tensor gathered(int layer, Tensor now) {
            TensorVector parts = new TensorVector();
            for (int i = 0; i < seen.size(); i++) {
                parts.push_back(seen.get(i).select(0, layer));
                parts.push_back(padding.get(i));
            }
            return torch.cat(parts, 2).index_copy_(2, own, now).to(ScalarType.Float);
        }
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        return TensorScope.returning(() -> {
            int rows = caches.size();
            Tensor now = torch.stack(new TensorVector(key.narrow(0, 0, rows), value.narrow(0, 0, rows)), 0)
                    .to(caches.getFirst().elementType())
                    .transpose(1, 2); // [2, K, B, D]
            fresh.push_back(now);
            if (fresh.size() == config.layers()) {
                store();
            }
            Tensor mixed = mixed(rule, query.narrow(0, 0, rows), now);
            long padding = query.size(0) - rows;
            Tensor rest = Tensors.zeros(ScalarType.Float, padding, mixed.size(1));
            return torch.cat(new TensorVector(mixed, rest), 0).to(query.scalar_type());
        });
    }

    /// {@return `[B, H * D]`}
    private Tensor mixed(AttentionRule rule, Tensor query, Tensor now) {
        Spans spans = byWindow.get(rule.window());
        if (spans == null) {
            throw new IllegalArgumentException("no layer of the model has the window " + rule.window());
        }
        long rows = caches.size();
        long heads = config.keyValueHeads();
        long width = config.headWidth();
        Tensor both = spans.gathered(rule.layer(), now).view(2, heads, rows, -1, CHUNK, width);
        Tensor asked = query.to(ScalarType.Float)
                .mul(new Scalar(rule.scale()))
                .reshape(rows, heads, 1, -1, width)
                .transpose(0, 1); // [K, B, 1, G, D]
        Tensor products = asked.matmul(both.select(0, 0).transpose(3, 4)); // [K, B, C, G, W]
        Tensor scores = SoftCap.apply(products, rule.softCap()).add_(spans.mask());
        Tensor weights = scores.sub(scores.amax(CHUNKS_AND_PLACES, true)).exp_();
        Tensor total = inOrder(weights.sum(-1).unsqueeze(-1));
        return inOrder(weights.matmul(both.select(0, 1)))
                .div(total) // [K, B, G, D]
                .transpose(0, 1)
                .reshape(rows, (long) config.heads() * width);
    }

    /// {@return the sum over the chunks, from the first to the last}
    ///
    /// @param parts `[K, B, C, G, *]`
    private static Tensor inOrder(Tensor parts) {
        Tensor sum = parts.select(2, 0);
        for (long chunk = 1; chunk < parts.size(2); chunk++) {
            sum = sum.add(parts.select(2, chunk));
        }
        return sum;
    }

    /// Writes the new keys and values of all layers behind what the caches hold, one copy for each row.
    private void store() {
        Tensor all = torch.stack(fresh, 0); // [layers, 2, K, B, D]
        for (int row = 0; row < caches.size(); row++) {
            KeyValueCache cache = caches.get(row);
            cache.places(cache.length(), 1).copy_(all.narrow(3, row, 1));
        }
    }
}
