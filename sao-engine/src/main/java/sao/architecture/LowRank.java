package sao.architecture;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The low-rank addition to a linear map whose weight does not change: `scale * (x down^T) up^T` (Hu et al.,
/// arXiv 2106.09685).
///
/// @param down `[rank, in]`
/// @param up `[out, rank]`, of the same element type
/// @param scale factor of the addition
public record LowRank(Tensor down, Tensor up, double scale) {
    /// {@return `[N, out]`, in the caller's scope}
    ///
    /// @param input `[N, in]`
    Tensor apply(Tensor input) {
        return torch.linear(torch.linear(input, down), up).mul(new Scalar(scale));
    }

    /// {@return the map with the addition}
    Linear after(Linear map) {
        return input -> map.apply(input).add_(apply(input));
    }
}
