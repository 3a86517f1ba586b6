package sao.architecture;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.AttentionRule;
import sao.tensor.Tensors;

/// Causal attention among all tokens of a pass as one sequence, without a cache: the reference implementation
/// of all faster ones. Differentiable.
public final class WholeSequenceAttention implements Attention {
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        long length = query.size(0);
        long queries = query.size(1);
        long keys = key.size(1);
        long width = query.size(2);
        long group = queries / keys;
        Tensor scaled =
                query.mul(new Scalar(rule.scale())).transpose(0, 1).reshape(keys, group * length, width); // [K, G*L, D]
        Tensor products = scaled.matmul(key.permute(1, 2, 0)).view(keys, group, length, length);
        Tensor scores = SoftCap.apply(products, rule.softCap());
        Tensor unseen = unseen(rule, length).to(query.scalar_type());
        Tensor weights = torch.softmax(scores.add(unseen), -1, new ScalarTypeOptional(ScalarType.Float))
                .to(query.scalar_type())
                .view(keys, group * length, length);
        Tensor mixed = weights.matmul(value.transpose(0, 1)); // [K, G*L, D]
        return mixed.view(queries, length, width).transpose(0, 1).reshape(length, queries * width);
    }

    /// {@return `[L, L]` float32, the additive mask of whole sequences: 0 where the token of the row attends
    /// to that of the column, otherwise minus infinity; in the caller's scope}
    ///
    /// @param length L
    public static Tensor unseen(AttentionRule rule, long length) {
        Tensor everything = Tensors.filled(NEVER, length, length);
        Tensor later = everything.triu(1);
        return rule.window() < length ? later.add_(everything.tril(-rule.window())) : later;
    }
}
