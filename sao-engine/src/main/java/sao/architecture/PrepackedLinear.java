package sao.architecture;

import org.bytedeco.pytorch.Tensor;
import sao.tensor.PackedWeight;

/// A linear map with a packed weight: faster than [PlainLinear] on few rows; not differentiable.
///
/// @param weight packed weight; owned by the model
record PrepackedLinear(PackedWeight weight) implements Linear {
    @Override
    public Tensor apply(Tensor input) {
        return weight.apply(input);
    }
}
