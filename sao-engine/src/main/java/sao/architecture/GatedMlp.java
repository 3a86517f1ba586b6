package sao.architecture;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Feed-forward part with a gate (Shazeer, arXiv 2002.05202).
///
/// @param gateAndUp two maps from E to F: gate and up
/// @param gate activation function of the gate
/// @param down map from F to E
record GatedMlp(Projections gateAndUp, Gate gate, Linear down) {
    /// The activation function of a gate.
    enum Gate {
        /// `x * sigmoid(x)`.
        SILU,
        /// GELU by its tanh formula (Hendrycks and Gimpel, arXiv 1606.08415).
        GELU_TANH;

        Tensor apply(Tensor input) {
            return switch (this) {
                case SILU -> torch.silu(input);
                case GELU_TANH -> torch.gelu(input, "tanh");
            };
        }
    }

    /// {@return `[N, E]`, in the caller's scope}
    ///
    /// @param input `[N, E]`
    Tensor apply(Tensor input) {
        List<Tensor> parts = gateAndUp.apply(input);
        return down.apply(gate.apply(parts.get(0)).mul(parts.get(1)));
    }
}
