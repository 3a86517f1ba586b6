package sao.tensor;

import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import sao.torch.TensorScope;

/// Operators that the Java binding lacks, with typed arguments.
public final class Operators {
    private static final Operator REORDER = Operator.named("mkldnn::_reorder_linear_weight", "");
    private static final Operator FUSED_ADAMW = Operator.named("aten::_fused_adamw_", "");

    private Operators() {}

    /// Packs a weight in blocks for [PackedWeight].
    ///
    /// @param weight `[out, in]` float32 or bfloat16, contiguous
    /// @param rows expected number of input rows; a hint
    /// @return the opaque weight, in the caller's scope
    static Tensor reorderLinearWeight(Tensor weight, long rows) {
        return REORDER.tensor(new IValue(weight), new IValue(rows));
    }

    /// One step of AdamW in place over all parameters (Loshchilov and Hutter, arXiv 1711.05101).
    ///
    /// @param state parameters, their gradients, both moments and the step counts, all float32 and of one
    ///     order
    /// @param settings hyperparameters of the step
    public static void fusedAdamW(AdamWState state, AdamWSettings settings) {
        try (var _ = TensorScope.open()) {
            FUSED_ADAMW.call(
                    FUSED_ADAMW.list(0, state.parameters()),
                    FUSED_ADAMW.list(1, state.gradients()),
                    FUSED_ADAMW.list(2, state.firstMoments()),
                    FUSED_ADAMW.list(3, state.secondMoments()),
                    FUSED_ADAMW.emptyList(4), // max_exp_avg_sqs, of amsgrad
                    FUSED_ADAMW.list(5, state.steps()),
                    new IValue(settings.learningRate()),
                    new IValue(settings.beta1()),
                    new IValue(settings.beta2()),
                    new IValue(settings.weightDecay()),
                    new IValue(settings.epsilon()),
                    new IValue(false), // amsgrad
                    new IValue(false), // maximize
                    new IValue(), // grad_scale
                    new IValue()); // found_inf
        }
    }

    /// The tensors that AdamW reads and writes.
    ///
    /// @param parameters updated in place
    /// @param gradients of the same shapes
    /// @param firstMoments running means of the gradients, updated in place
    /// @param secondMoments running means of their squares, updated in place
    /// @param steps scalars, float32: the number of this step, counted from 1; the caller adds one before
    ///     each step
    public record AdamWState(
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<Tensor> firstMoments,
            List<Tensor> secondMoments,
            List<Tensor> steps) {}

    /// The hyperparameters of one step.
    ///
    /// @param learningRate at least 0
    /// @param beta1 decay of the first moment
    /// @param beta2 decay of the second moment
    /// @param epsilon added to the root of the second moment
    /// @param weightDecay decoupled decay, per step times the learning rate
    public record AdamWSettings(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {}
}
