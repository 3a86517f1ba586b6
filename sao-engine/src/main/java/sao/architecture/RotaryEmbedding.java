package sao.architecture;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.Rotation;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Rotary position embedding (Su et al., arXiv 2104.09864) in the layout of Hugging Face: element `i` of the
/// first half of a head is rotated with element `i` of the second half.
final class RotaryEmbedding implements AutoCloseable {
    private final Tensor frequencies; // [1, D/2] float32, radians per position

    private RotaryEmbedding(Tensor frequencies) {
        this.frequencies = frequencies;
    }

    /// {@return the rotary embedding for heads of a width}
    ///
    /// @param width D
    static RotaryEmbedding of(Rotation rotation, int width) {
        try (var _ = TensorScope.open()) {
            // by libtorch's own power, so that the float32 values are those of transformers
            Tensor exponents = torch.arange(new Scalar(0), new Scalar(width), new Scalar(2))
                    .to(ScalarType.Float)
                    .div(new Scalar((double) width));
            Tensor plain = torch.pow(new Scalar(rotation.base()), exponents).reciprocal();
            float[] scaled = scale(Tensors.toFloats(plain), rotation.scaling());
            return new RotaryEmbedding(TensorScope.keep(Tensors.floats(scaled, 1, scaled.length)));
        }
    }

    private static float[] scale(float[] frequencies, Rotation.Scaling scaling) {
        return switch (scaling) {
            case Rotation.Unscaled() -> frequencies;
            case Rotation.Linear(double factor) -> {
                for (int i = 0; i < frequencies.length; i++) {
                    frequencies[i] /= (float) factor;
                }
                yield frequencies;
            }
            case Rotation.Llama3 llama3 -> {
                for (int i = 0; i < frequencies.length; i++) {
                    frequencies[i] = llama3.scale(frequencies[i]);
                }
                yield frequencies;
            }
        };
    }

    /// The cosines and sines of one pass, computed once for all its layers.
    ///
    /// @param cosine `[N, 1, D]`
    /// @param sine `[N, 1, D]`, negated in the first half
    record Angles(Tensor cosine, Tensor sine) {}

    /// {@return the angles of these positions, in the caller's scope}
    ///
    /// @param positions `[N]` int64
    /// @param type element type of the result
    Angles angles(Tensor positions, ScalarType type) {
        Tensor half = positions.to(ScalarType.Float).unsqueeze(1).mul(frequencies); // [N, D/2]
        // a processor computes several sines together, and a large angle among them changes how the others are
        // reduced: rows are whole before, so that none of eight numbers or more shares a vector with another
        Tensor whole = torch.cat(new TensorVector(half, half), -1).unsqueeze(1); // [N, 1, D]
        Tensor sine = whole.sin();
        sine.narrow(2, 0, half.size(1)).neg_();
        return new Angles(whole.cos().to(type), sine.to(type));
    }

    /// {@return the rotated heads, in the caller's scope}
    ///
    /// @param heads `[N, heads, D]`
    static Tensor rotate(Tensor heads, Angles angles) {
        long half = heads.size(2) / 2;
        Tensor turned = torch.cat(new TensorVector(heads.narrow(2, half, half), heads.narrow(2, 0, half)), -1);
        return heads.mul(angles.cosine()).add_(turned.mul(angles.sine()));
    }

    @Override
    public void close() {
        frequencies.close();
    }
}
