package sao.optimizer;

import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.tensor.Operators;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// AdamW without weight decay over float32 masters: betas 0.9 and 0.999, epsilon 1e-8 (Loshchilov and
/// Hutter, arXiv 1711.05101).
///
/// Owns its moments.
public final class AdamW implements AutoCloseable {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final SequencedMap<String, Tensor> masters;
    private final OptimizerState type;
    private Moments moments;
    private long steps;

    /// @param masters float32, updated in place by [#step]; they stay the caller's
    /// @param type of the moments
    public AdamW(SequencedMap<String, Tensor> masters, OptimizerState type) {
        this.masters = masters;
        this.type = type;
        this.moments = zeros();
    }

    private Moments zeros() {
        return switch (type) {
            case FP32 -> new FullMoments(masters);
            case INT8 -> new ByteMoments(masters);
        };
    }

    /// One step.
    ///
    /// @param gradients of the masters, in their order
    /// @param learningRate at least 0
    public void step(List<Tensor> gradients, double learningRate) {
        steps++;
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor count = Tensors.filled(new Scalar((double) steps));
            moments.step(
                    List.copyOf(masters.values()),
                    gradients,
                    count,
                    new Operators.AdamWSettings(learningRate, BETA_1, BETA_2, EPSILON, 0));
        }
    }

    /// {@return the state that a checkpoint keeps besides the number of steps, by name; a restore writes into these
    /// tensors}
    public SequencedMap<String, Tensor> state() {
        return moments.tensors();
    }

    /// Sets the number of steps made; the caller restores the state.
    public void continueFrom(long stepsMade) {
        steps = stepsMade;
    }

    /// Sets the moments and the number of steps to 0.
    public void reset() {
        moments.close();
        moments = zeros();
        steps = 0;
    }

    @Override
    public void close() {
        moments.close();
    }
}
