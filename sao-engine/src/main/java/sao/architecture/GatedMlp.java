package sao.architecture;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Feed-forward part with a SiLU gate (Shazeer, arXiv 2002.05202).
///
/// @param gateAndUp from E to F, twice
/// @param down from F to E
record GatedMlp(Projections gateAndUp, Linear down) {
    /// {@return `[N, E]`, in the caller's scope}
    ///
    /// @param input `[N, E]`
    Tensor apply(Tensor input) {
        List<Tensor> parts = gateAndUp.apply(input);
        return down.apply(torch.silu(parts.get(0)).mul(parts.get(1)));
    }
}
