package sao.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// The additive mask of sequences up to a length: 0 where a token sees, minus infinity where it does not.
/// Every mask that a row needs is a view of it.
///
/// Owned by whoever made it.
final class CausalMask implements AutoCloseable {
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    private final Tensor whole;

    private CausalMask(Tensor whole) {
        this.whole = whole;
    }

    /// {@return a mask for sequences of at most `length` tokens}
    static CausalMask upTo(long length, ScalarType type) {
        try (var _ = TensorScope.open()) {
            return new CausalMask(TensorScope.keep(
                    torch.full(new long[] {length, length}, NEVER).triu(1).to(type)));
        }
    }

    /// {@return `[length, before + length]`: what the tokens after the first `before` ones see, in the
    /// caller's scope}
    Tensor after(long before, long length) {
        return whole.narrow(0, before, length).narrow(1, 0, before + length);
    }

    @Override
    public void close() {
        whole.close();
    }
}
