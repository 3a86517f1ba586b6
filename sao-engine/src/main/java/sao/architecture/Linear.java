package sao.architecture;

import org.bytedeco.pytorch.Tensor;

/// A linear map of rows.
public interface Linear {
    /// {@return `[N, out]`, in the caller's scope}
    ///
    /// @param input `[N, in]`
    Tensor apply(Tensor input);
}
