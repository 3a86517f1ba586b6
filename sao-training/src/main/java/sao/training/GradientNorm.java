package sao.training;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.tensor.TensorScope;

/// The length of a gradient over all parameters.
final class GradientNorm {
    private static final double SLACK = 1e-6; // as in PyTorch's clip_grad_norm_

    private GradientNorm() {}

    /// {@return the Euclidean norm of all gradients together}
    static double of(List<Tensor> gradients) {
        double squares = 0;
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            for (Tensor gradient : gradients) {
                double norm = torch.linalg_vector_norm(gradient).item_double();
                squares += norm * norm;
            }
        }
        return Math.sqrt(squares);
    }

    /// Shortens gradients that are longer than a limit, in place.
    ///
    /// @param norm their norm
    static void clip(List<Tensor> gradients, double norm, double limit) {
        double factor = limit / (norm + SLACK);
        if (factor < 1) {
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard()) {
                Scalar scalar = new Scalar(factor);
                gradients.forEach(gradient -> gradient.mul_(scalar));
            }
        }
    }
}
