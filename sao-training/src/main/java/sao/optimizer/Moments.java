package sao.optimizer;

import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import sao.tensor.Operators;

/// The running means of gradients and of their squares.
interface Moments extends AutoCloseable {
    /// One step over all parameters.
    ///
    /// @param masters float32, changed in place
    /// @param gradients in the same order
    /// @param count float32, the number of this step from 1
    /// @param settings the step's numbers
    void step(List<Tensor> masters, List<Tensor> gradients, Tensor count, Operators.AdamWSettings settings);

    /// {@return the state that a checkpoint keeps, by name; the tensors stay the moments' own}
    SequencedMap<String, Tensor> tensors();

    @Override
    void close();
}
