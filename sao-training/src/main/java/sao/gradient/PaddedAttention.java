package sao.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.SoftCap;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Attention within each row of a [PackedRow], all rows in one operation: B rows are padded to the S tokens
/// of the longest, and a mask states which tokens each token attends to. Differentiable; computes the same
/// values as [PackedAttention], except for rounding.
///
/// Used on graphics cards, where the start of many small operations takes longer than their computation.
/// Lives in the scope in which it was created.
///
/// @implNote A padding position repeats the first token. It attends to other padding alone and nothing
///     attends to it, so nothing that is not a number comes up, and nothing flows back through it. Scores are
///     written out, not fused: softmax and products of matrices give the same numbers whenever they are
///     asked, and the soft cap fits in between.
final class PaddedAttention implements Attention {
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);
    private static final Scalar PROMPT = Tensors.wholeConstant(0);
    private static final long FILLING = -1;

    private final long rows;
    private final long longest;
    private final Tensor filled; // [B * S], the token at each place
    private final Tensor places; // [N], the place of each token
    private final Map<Integer, Tensor> masks = new HashMap<>(); // [B, 1, S, S] by window

    private PaddedAttention(long rows, long longest, Tensor filled, Tensor places) {
        this.rows = rows;
        this.longest = longest;
        this.filled = filled;
        this.places = places;
    }

    /// {@return attention within these rows, in the caller's scope}
    ///
    /// @param config determines the window sizes
    /// @param type of the scores
    static PaddedAttention of(PackedRow packed, ModelConfig config, ScalarType type) {
        List<AnswerRow> rows = packed.rows();
        int longest = rows.stream().mapToInt(AnswerRow::size).max().orElseThrow();
        int[] filled = new int[rows.size() * longest];
        int[] places = new int[rows.stream().mapToInt(AnswerRow::size).sum()];
        int[] positions = new int[filled.length];
        long[] parts = new long[filled.length]; // 0 for the prompt, answers from 1
        Arrays.fill(parts, FILLING);
        int token = 0;
        for (int i = 0; i < rows.size(); i++) {
            AnswerRow row = rows.get(i);
            int start = i * longest;
            System.arraycopy(row.positions(), 0, positions, start, row.size());
            Arrays.fill(parts, start, start + row.prompt().size(), 0);
            for (int answer = 0; answer < row.answers().size(); answer++) {
                AnswerRow.Segment segment = row.segments().get(answer);
                int begin = start + segment.start();
                Arrays.fill(parts, begin, begin + segment.length(), answer + 1);
            }
            for (int place = start; place < start + row.size(); place++) {
                filled[place] = token;
                places[token++] = place;
            }
        }
        PaddedAttention attention =
                new PaddedAttention(rows.size(), longest, Tensors.longs(filled), Tensors.longs(places));
        attention.addMasks(Tensors.longs(parts), Tensors.longs(positions), config, type);
        return attention;
    }

    /// @param parts `[B * S]`, to which part of its row each place belongs
    /// @param positions `[B * S]`, in the sequence of prompt and answer
    private void addMasks(Tensor parts, Tensor positions, ModelConfig config, ScalarType type) {
        Tensor seenParts = parts.view(rows, 1, longest);
        Tensor seenPositions = positions.view(rows, 1, longest);
        Tensor ownPositions = positions.view(rows, longest, 1);
        Tensor causal = seenParts
                .eq(PROMPT)
                .bitwise_or(seenParts.eq(parts.view(rows, longest, 1)))
                .bitwise_and(seenPositions.le(ownPositions)); // [B, S, S]
        for (int layer = 0; layer < config.layers(); layer++) {
            int window = config.attentionRule(layer).window();
            masks.computeIfAbsent(window, _ -> {
                Tensor seen = window < longest
                        ? causal.bitwise_and(ownPositions.sub(seenPositions).lt(new Scalar((long) window)))
                        : causal;
                return Tensors.zeros(type, rows, longest, longest)
                        .masked_fill_(seen.bitwise_not(), NEVER)
                        .unsqueeze(1);
            });
        }
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        return TensorScope.returning(() -> {
            long heads = query.size(1);
            long width = query.size(2);
            long groups = key.size(1);
            Tensor queries = sideBySide(query.mul(new Scalar(rule.scale()))).transpose(1, 2); // [B, H, S, D]
            Tensor keys = sideBySide(key).permute(0, 2, 3, 1); // [B, K, D, S]
            Tensor values = sideBySide(value).transpose(1, 2); // [B, K, S, D]
            Tensor products = queries.reshape(rows, groups, heads / groups * longest, width)
                    .matmul(keys);
            Tensor scores = SoftCap.apply(products, rule.softCap()).view(rows, heads, longest, longest);
            Tensor seen = scores.add(Objects.requireNonNull(masks.get(rule.window())));
            Tensor weights = torch.softmax(seen, -1).view(rows, groups, -1, longest);
            Tensor mixed = weights.matmul(values).view(rows, heads, longest, width); // [B, H, S, D]
            Tensor flat = mixed.transpose(1, 2).reshape(rows * longest, heads * width);
            return isFull() ? flat : flat.index_select(0, places);
        });
    }

    /// {@return `[B, S, heads, D]`}
    ///
    /// @param heads `[N, heads, D]`
    private Tensor sideBySide(Tensor heads) {
        Tensor spread = isFull() ? heads : heads.index_select(0, filled);
        return spread.view(rows, longest, heads.size(1), heads.size(2));
    }

    private boolean isFull() {
        return places.size(0) == rows * longest;
    }
}
