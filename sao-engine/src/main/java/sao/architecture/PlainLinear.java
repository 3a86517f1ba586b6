package sao.architecture;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// A linear map by libtorch's own operator, differentiable in input, weight and bias.
final class PlainLinear implements Linear {
    private final Tensor weight;
    private final Optional<Tensor> bias;

    /// @param weight `[out, in]`, the caller's
    /// @param bias `[out]`, the caller's
    PlainLinear(Tensor weight, Optional<Tensor> bias) {
        this.weight = weight;
        this.bias = bias;
    }

    @Override
    public Tensor apply(Tensor input) {
        return bias.map(addend -> torch.linear(input, weight, new TensorOptional(addend)))
                .orElseGet(() -> torch.linear(input, weight));
    }
}
