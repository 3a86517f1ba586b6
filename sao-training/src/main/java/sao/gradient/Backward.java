package sao.gradient;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/// Back-propagation from a tensor that is not a scalar.
final class Backward {
    private Backward() {}

    /// Back-propagates a gradient through the graph of a tensor and frees the graph.
    ///
    /// @param output end of the graph
    /// @param gradient derivative with respect to `output`, of its shape and element type
    static void from(Tensor output, Tensor gradient) {
        output.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }

    /// {@return the gradient accumulated at a leaf, as a tensor that outlives the leaf; in the caller's
    /// scope}
    static Tensor gradient(Tensor leaf) {
        return leaf.grad().detach(); // grad() is a reference into the leaf
    }
}
