package sao.architecture;

import org.bytedeco.pytorch.Tensor;
import sao.tensor.QuantizedWeight;

/// A linear map in 8-bit integers: the fastest, with quantisation error.
///
/// @param weight quantised weight; owned by the model
record QuantizedLinear(QuantizedWeight weight) implements Linear {
    @Override
    public Tensor apply(Tensor input) {
        return weight.apply(input);
    }
}
