package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import sao.architecture.Attention;
import sao.architecture.SoftCap;
import sao.config.AttentionRule;
import sao.torch.TensorScope;

/// Attention within one [AnswerRow]: the prompt attends to itself, each answer to the prompt and itself.
/// Answers do not attend to each other.
///
/// Differentiable; computes the same values as separate passes over prompt and answer.
///
/// @implNote The row is split, not masked: a mask over the whole row would compute the scores of answers
///     against each other and throw them away. Key-value heads are not repeated for their query heads: the
///     queries of a group lie below each other, as more rows of one product. libtorch's fused attention is
///     not used because it has no fast bfloat16 kernel on this path.
final class SplitPrefixAttention implements Attention {
    private final AnswerRow row;
    private final AttentionMasks masks;

    /// @param row the row of the tokens
    /// @param masks at least as long as the row's longest sequence, of the model's element type
    SplitPrefixAttention(AnswerRow row, AttentionMasks masks) {
        this.row = row;
        this.masks = masks;
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        return TensorScope.returning(() -> {
            Tensor queries = query.mul(new Scalar(rule.scale())).transpose(0, 1); // [H, N, D]
            Tensor keys = key.transpose(0, 1).contiguous(); // [K, N, D]
            Tensor values = value.transpose(0, 1).contiguous();
            long prompt = row.prompt().size();
            List<Tensor> parts = new ArrayList<>();
            parts.add(mix(rule, queries.narrow(1, 0, prompt), keys.narrow(1, 0, prompt), values.narrow(1, 0, prompt)));
            for (AnswerRow.Segment answer : row.segments()) {
                if (answer.length() > 0) {
                    parts.add(mix(
                            rule,
                            queries.narrow(1, answer.start(), answer.length()),
                            withPrompt(keys, answer),
                            withPrompt(values, answer)));
                }
            }
            return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 0);
        });
    }

    /// {@return `[K, P + length, D]`, the heads of the prompt and of one answer}
    private Tensor withPrompt(Tensor heads, AnswerRow.Segment answer) {
        long prompt = row.prompt().size();
        if (answer.start() == prompt) {
            return heads.narrow(1, 0, prompt + answer.length()); // it already stands behind the prompt
        }
        return torch.cat(
                new TensorVector(heads.narrow(1, 0, prompt), heads.narrow(1, answer.start(), answer.length())), 1);
    }

    /// {@return `[L, H * D]`, attention of the last `L` tokens of a sequence of `S`}
    ///
    /// @param query `[H, L, D]`, scaled
    /// @param key `[K, S, D]`
    /// @param value `[K, S, D]`
    private Tensor mix(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        long heads = query.size(0);
        long length = query.size(1);
        long width = query.size(2);
        long groups = key.size(0);
        long sequence = key.size(1);
        long rows = heads / groups * length;
        Tensor products = query.reshape(groups, rows, width).matmul(key.transpose(1, 2));
        Tensor scores = SoftCap.apply(products, rule.softCap()).view(heads, length, sequence);
        Tensor seen = scores.add(masks.after(rule, sequence - length, length));
        Tensor weights = torch.softmax(seen, -1).view(groups, rows, sequence);
        return weights.matmul(value).view(heads, length, width).transpose(0, 1).reshape(length, heads * width);
    }
}
