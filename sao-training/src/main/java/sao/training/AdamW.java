package sao.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.tensor.Operators;
import sao.tensor.TensorScope;

/// AdamW without weight decay over float32 masters: betas 0.9 and 0.999, epsilon 1e-8 (Loshchilov and
/// Hutter, arXiv 1711.05101).
///
/// Owns its moments.
final class AdamW implements AutoCloseable {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Tensor> masters;
    private final SequencedMap<String, Tensor> firstMoments = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> secondMoments = new LinkedHashMap<>();
    private long steps;

    /// @param masters float32, updated in place by [#step]; they stay the caller's
    AdamW(SequencedMap<String, Tensor> masters) {
        this.masters = List.copyOf(masters.values());
        masters.forEach((name, master) -> {
            try (var _ = TensorScope.open()) {
                firstMoments.put(name, TensorScope.keep(torch.zeros_like(master.detach())));
                secondMoments.put(name, TensorScope.keep(torch.zeros_like(master.detach())));
            }
        });
    }

    /// One step.
    ///
    /// @param gradients of the masters, in their order
    /// @param learningRate at least 0
    void step(List<Tensor> gradients, double learningRate) {
        steps++;
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor count = torch.full(new long[0], new Scalar((double) steps)); // only read, so one serves all
            Operators.fusedAdamW(
                    new Operators.AdamWState(
                            masters,
                            gradients,
                            List.copyOf(firstMoments.values()),
                            List.copyOf(secondMoments.values()),
                            Collections.nCopies(masters.size(), count)),
                    new Operators.AdamWSettings(learningRate, BETA_1, BETA_2, EPSILON, 0));
        }
    }

    /// {@return the running means of the gradients, by parameter}
    SequencedMap<String, Tensor> firstMoments() {
        return firstMoments;
    }

    /// {@return the running means of the squared gradients, by parameter}
    SequencedMap<String, Tensor> secondMoments() {
        return secondMoments;
    }

    /// Goes on as if this many steps had been made; the moments are restored by the caller.
    void continueFrom(long stepsMade) {
        steps = stepsMade;
    }

    /// Forgets all gradients.
    void reset() {
        try (var _ = new NoGradGuard()) {
            firstMoments.values().forEach(Tensor::zero_);
            secondMoments.values().forEach(Tensor::zero_);
        }
        steps = 0;
    }

    @Override
    public void close() {
        firstMoments.values().forEach(Tensor::close);
        secondMoments.values().forEach(Tensor::close);
    }
}
