package sao.architecture;

import org.bytedeco.pytorch.Tensor;
import sao.tensor.PackedWeight;

/// A linear map by a packed weight: faster than [PlainLinear] on few rows, without gradient.
///
/// @param weight the model's
record PrepackedLinear(PackedWeight weight) implements Linear {
    @Override
    public Tensor apply(Tensor input) {
        return weight.apply(input);
    }
}
