package sao.architecture;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.torch.ComputeDevice;

/// Normalisation by the root of the mean square (Zhang and Sennrich, arXiv 1910.07467).
///
/// As in transformers, rows are normalised in float32, cast back to the element type, and multiplied by the
/// weight; a shifted norm stays in float32 until it is multiplied by one plus its weight. On a graphics card
/// the result is rounded once, at the end.
final class RmsNorm {
    private static final long[] LAST = {-1};
    private static final Scalar ONE = Tensors.constant(1);

    private final Tensor weight;
    private final double plainEpsilon;
    private final Scalar epsilon;
    private final boolean shifted;

    /// @param weight `[width]`, the caller's
    /// @param epsilon added to the mean square
    /// @param shifted whether the factor is one plus the weight
    RmsNorm(Tensor weight, double epsilon, boolean shifted) {
        this.weight = weight;
        this.plainEpsilon = epsilon;
        this.epsilon = Tensors.constant(epsilon);
        this.shifted = shifted;
    }

    /// {@return the normalised rows, in the caller's scope}
    ///
    /// @param input `[..., width]`
    Tensor apply(Tensor input) {
        if (!shifted && !ComputeDevice.current().isProcessor()) {
            // one operator instead of eight, each of which takes longer to start there than to compute
            return torch.rms_norm(
                    input, Tensors.shape(weight), new TensorOptional(weight), new DoubleOptional(plainEpsilon));
        }
        ScalarType type = input.scalar_type();
        Tensor wide = input.to(ScalarType.Float);
        Tensor meanSquare = wide.mul(wide).mean(LAST, true, new ScalarTypeOptional());
        Tensor normalized = wide.mul(meanSquare.add_(epsilon).rsqrt());
        if (shifted) {
            return normalized.mul(weight.to(ScalarType.Float).add(ONE)).to(type);
        }
        return normalized.to(type).mul(weight);
    }
}
