package sao.architecture;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;

/// Causal attention among all tokens of a pass as one sequence, without a cache: the plain twin of every
/// faster strategy. Differentiable.
public final class WholeSequenceAttention implements Attention {
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    private final Scalar scale;

    /// @param scale of the queries, [CausalLanguageModel#attentionScale]
    public WholeSequenceAttention(double scale) {
        this.scale = Tensors.constant(scale);
    }

    @Override
    public Tensor attend(int layer, Tensor query, Tensor key, Tensor value) {
        long length = query.size(0);
        long queries = query.size(1);
        long keys = key.size(1);
        long width = query.size(2);
        long group = queries / keys;
        Tensor scaled = query.mul(scale).transpose(0, 1).reshape(keys, group * length, width); // [K, G*L, D]
        Tensor scores = scaled.matmul(key.permute(1, 2, 0)).view(keys, group, length, length);
        Tensor later = torch.full(new long[] {length, length}, NEVER).triu(1).to(query.scalar_type());
        Tensor weights = torch.softmax(scores.add(later), -1, new ScalarTypeOptional(ScalarType.Float))
                .to(query.scalar_type())
                .view(keys, group * length, length);
        Tensor mixed = weights.matmul(value.transpose(0, 1)); // [K, G*L, D]
        return mixed.view(queries, length, width).transpose(0, 1).reshape(length, queries * width);
    }
}
