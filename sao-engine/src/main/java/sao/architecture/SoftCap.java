package sao.architecture;

import java.util.OptionalDouble;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// A smooth bound: `cap * tanh(x / cap)` (Bello et al., arXiv 1611.09940; Gemma 2, arXiv 2408.00118).
public final class SoftCap {
    private SoftCap() {}

    /// {@return the bounded values, in the caller's scope; `values` themselves without a cap}
    ///
    /// @param values any shape
    public static Tensor apply(Tensor values, OptionalDouble cap) {
        if (cap.isEmpty()) {
            return values;
        }
        Scalar bound = new Scalar(cap.getAsDouble());
        return values.div(bound).tanh().mul(bound);
    }
}
