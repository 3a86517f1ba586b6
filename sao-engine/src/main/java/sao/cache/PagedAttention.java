package sao.cache;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorIndex;
import org.bytedeco.pytorch.TensorIndexVector;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.SoftCap;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Attention of pieces of many sequences to their cached positions and to themselves, computed for all pieces
/// at once by libtorch's operators. Used on devices whose memory this process cannot read. The number of
/// operators per layer depends on the longest sequence, not on the number of sequences.
///
/// Shapes: P pieces of T tokens each, C blocks of W places, H heads in K groups of G.
///
/// Blocks are numbered from the first one that a piece attends to, and their sums are added in order. A
/// longer neighbour therefore adds only blocks with weight 0, and the shapes of a row's products do not
/// depend on other rows if P is the same. In bfloat16 the results of a row were equal for every P tested on a
/// graphics card, in float32 they were not: there P is constant.
///
/// @implNote Written out instead of `scaled_dot_product_attention`, which knows neither soft caps nor blocks.
final class PagedAttention implements Attention {
    private static final long PLACES = BlockPool.PLACES;
    private static final long[] BLOCKS_AND_PLACES = {0, 5};
    private static final long[] OFFSETS = LongStream.range(0, PLACES).toArray();
    private static final long[] ONE_PIECE = {0, 2, 3, 1, 4};
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    private final ModelConfig config;
    private final BlockPool pool;
    private final Map<Integer, View> byWindow = new HashMap<>();
    private final Tensor written;
    private final long pieces;
    private final long tokens;

    /// Consecutive new tokens of one sequence.
    ///
    /// @param cache with memory for them
    /// @param count number of tokens; they follow the cached positions
    record Span(PagedCache cache, int count) {
        int place(int token) {
            return cache.length() + Math.min(token, count - 1); // padding looks where the last token looks
        }
    }

    /// @param spans at least one
    /// @param pieces P, number of pieces; those beyond the spans are padding
    /// @param tokens T, number of tokens of a piece; shorter spans are padded
    PagedAttention(ModelConfig config, BlockPool pool, List<Span> spans, int pieces, int tokens) {
        this.config = config;
        this.pool = pool;
        this.pieces = pieces;
        this.tokens = tokens;
        this.written = TensorScope.returning(() -> Tensors.longs(targets(spans)));
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            byWindow.computeIfAbsent(rule.window(), _ -> View.of(rule, spans, pieces, tokens));
        }
    }

    /// {@return for each head of each new token the row of the pool to which it is written}
    private long[] targets(List<Span> spans) {
        int heads = config.keyValueHeads();
        long[] rows = new long[Math.toIntExact(pieces * tokens * heads)];
        int next = 0;
        for (int piece = 0; piece < pieces; piece++) {
            for (int token = 0; token < tokens; token++) {
                long block = BlockPool.WASTE;
                long offset = 0;
                if (piece < spans.size() && token < spans.get(piece).count()) {
                    Span span = spans.get(piece);
                    int place = span.place(token);
                    block = span.cache().block(place / BlockPool.PLACES);
                    offset = place % BlockPool.PLACES;
                }
                for (int head = 0; head < heads; head++) {
                    rows[next++] = (block * heads + head) * PLACES + offset;
                }
            }
        }
        return rows;
    }

    /// The positions that the pieces attend to with one window size.
    ///
    /// @param blocks C
    /// @param table indices of the blocks, `[C * P]`
    /// @param mask `[C, P, 1, 1, T, W]`: added to the scores
    private record View(long blocks, TensorIndexVector table, Tensor mask) {
        static View of(AttentionRule rule, List<Span> spans, int pieces, int tokens) {
            int most = 1;
            for (Span span : spans) {
                most = Math.max(most, last(span) - first(rule, span) + 1);
            }
            long[] table = new long[most * pieces];
            long[] starts = new long[most * pieces];
            long[] lasts = new long[pieces * tokens];
            long[] firsts = new long[pieces * tokens];
            Arrays.fill(table, BlockPool.BLANK);
            for (int piece = 0; piece < pieces; piece++) {
                boolean padding = piece >= spans.size(); // sees the blank block's first place
                int first = padding ? 0 : first(rule, spans.get(piece));
                int blocks = padding ? 0 : last(spans.get(piece)) - first + 1;
                for (int block = 0; block < most; block++) {
                    starts[block * pieces + piece] = (first + block) * PLACES;
                    if (block < blocks) {
                        table[block * pieces + piece] = spans.get(piece).cache().block(first + block);
                    }
                }
                for (int token = 0; token < tokens && !padding; token++) {
                    int place = spans.get(piece).place(token);
                    lasts[piece * tokens + token] = place;
                    firsts[piece * tokens + token] = rule.first(place);
                }
            }
            return of(most, List.of(table, starts, lasts, firsts, OFFSETS), pieces, tokens);
        }

        /// {@return the first block that a span attends to}
        private static int first(AttentionRule rule, Span span) {
            return rule.first(span.place(0)) / BlockPool.PLACES;
        }

        private static int last(Span span) {
            return span.place(span.count() - 1) / BlockPool.PLACES;
        }

        private static View of(long blocks, List<long[]> numbers, long pieces, long tokens) {
            Tensor all = Tensors.longs(
                    numbers.stream().flatMapToLong(Arrays::stream).toArray()); // one way to the device for all
            long cells = blocks * pieces;
            long rows = pieces * tokens;
            Tensor mask = TensorScope.returning(() -> {
                Tensor starts = all.narrow(0, cells, cells).view(blocks, pieces, 1, 1);
                Tensor lasts = all.narrow(0, 2 * cells, rows).view(1, pieces, tokens, 1);
                Tensor firsts = all.narrow(0, 2 * cells + rows, rows).view(1, pieces, tokens, 1);
                Tensor places = all.narrow(0, 2 * (cells + rows), PLACES).add(starts); // [C, P, 1, W]
                return Tensors.zeros(ScalarType.Float, blocks, pieces, tokens, PLACES)
                        .masked_fill_(places.gt(lasts), NEVER)
                        .masked_fill_(places.lt(firsts), NEVER)
                        .view(blocks, pieces, 1, 1, tokens, PLACES);
            });
            return new View(blocks, new TensorIndexVector(new TensorIndex(all.narrow(0, 0, cells))), mask);
        }
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        View view = byWindow.get(rule.window());
        if (view == null) {
            throw new IllegalArgumentException("no layer of the model has the window " + rule.window());
        }
        return TensorScope.returning(() -> {
            long width = config.headWidth();
            BlockPool.Layer layer = pool.layer(rule.layer());
            layer.keyRows().index_copy_(0, written, flat(key));
            layer.valueRows().index_copy_(0, written, flat(value));
            long groups = pieces * config.keyValueHeads();
            Tensor seen = layer.keys().index(view.table()).view(view.blocks(), groups, PLACES, width);
            Tensor shown = layer.values().index(view.table()).view(view.blocks(), groups, PLACES, width);
            Tensor weights = weights(rule, view, grouped(rule, query), seen);
            Tensor total = inOrder(weights.sum(5).unsqueeze(-1)); // [P, K, G, T, 1]
            Tensor mixed = inOrder(
                            products(weights.to(pool.elementType()).view(view.blocks(), groups, -1, PLACES), shown))
                    .view(pieces, config.keyValueHeads(), -1, tokens, width)
                    .div(total);
            return mixed.permute(0, 3, 1, 2, 4)
                    .reshape(pieces * tokens, (long) config.heads() * width)
                    .to(query.scalar_type());
        });
    }

    private Tensor flat(Tensor heads) {
        return heads.reshape(-1, config.headWidth()).to(pool.elementType());
    }

    /// {@return `[1, P * K, G * T, D]`}
    private Tensor grouped(AttentionRule rule, Tensor query) {
        return query.to(pool.elementType())
                .mul(new Scalar(rule.scale()))
                .view(pieces, tokens, config.keyValueHeads(), -1, config.headWidth())
                .permute(ONE_PIECE)
                .reshape(1, pieces * config.keyValueHeads(), -1, config.headWidth());
    }

    /// {@return the weights of the positions relative to the largest, which is 1: `[C, P, K, G, T, W]`
    /// float32}
    private Tensor weights(AttentionRule rule, View view, Tensor asked, Tensor seen) {
        Tensor products = products(asked, seen.transpose(2, 3))
                .view(view.blocks(), pieces, config.keyValueHeads(), -1, tokens, PLACES);
        Tensor scores = SoftCap.apply(products, rule.softCap()).add(view.mask());
        return scores.sub(scores.amax(BLOCKS_AND_PLACES, true)).exp_();
    }

    /// {@return one product for each block, so that its shape does not depend on the number of blocks}
    ///
    /// @param left `[C, *, *, *]`, or `[1, *, *, *]`: the same for all
    private static Tensor products(Tensor left, Tensor right) {
        TensorVector products = new TensorVector();
        for (long block = 0; block < right.size(0); block++) {
            products.push_back(left.select(0, left.size(0) == 1 ? 0 : block).bmm(right.select(0, block)));
        }
        return products.size() == 1 ? products.get(0).unsqueeze(0) : torch.stack(products, 0);
    }

    /// {@return the sum over the blocks, from the first to the last}
    ///
    /// @param parts `[C, ...]`
    private static Tensor inOrder(Tensor parts) {
        Tensor sum = parts.select(0, 0);
        for (long block = 1; block < parts.size(0); block++) {
            sum = sum.add(parts.select(0, block));
        }
        return sum;
    }
}
