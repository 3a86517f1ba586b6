package sao.optimizer;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// The Euclidean norm of the gradients of all parameters, and its clipping.
public final class GradientNorm {
    private static final double SLACK = 1e-6; // as in PyTorch's clip_grad_norm_

    private static final Scalar EUCLIDEAN = Tensors.constant(2);
    private static final long[] LAST = {-1};

    private GradientNorm() {}

    /// {@return the Euclidean norm over all gradients}
    public static double of(List<Tensor> gradients) {
        double squares = 0;
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor[] parts = gradients.stream().map(GradientNorm::squared).toArray(Tensor[]::new);
            for (double part : Tensors.toDoubles(torch.stack(new TensorVector(parts), 0))) { // one wait for the device
                squares += part;
            }
        }
        return Math.sqrt(squares);
    }

    /// {@return the squared norm of one gradient}
    public static double square(Tensor gradient) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            return squared(gradient).item_double();
        }
    }

    /// {@return the squared norm of one gradient, a float64 of no dimension; in the caller's scope}
    private static Tensor squared(Tensor gradient) {
        return TensorScope.returning(() -> {
            // row by row, then in double: one float32 sum over 28 million squares was off by 2e-4
            Tensor rows = torch.linalg_vector_norm(
                    gradient, EUCLIDEAN, LAST, false, new ScalarTypeOptional(ScalarType.Float));
            return rows.to(ScalarType.Double).square().sum();
        });
    }

    /// Scales gradients in place so that their norm is at most a limit.
    ///
    /// @param norm present norm of the gradients
    public static void clip(List<Tensor> gradients, double norm, double limit) {
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
