package sao.gradient;

import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;

/// Computes the log-probabilities of given tokens from hidden states, and the gradient with respect to the
/// hidden states.
///
/// @implNote The softmax is taken in float32 over a few rows at a time, which stay in the cache; what is
///     kept of a row is its normaliser. The gradient of the logits follows from them by hand: `c (onehot -
///     softmax)` for a coefficient `c` of the row's log-probability. So a row of the vocabulary in float32
///     is never held for more than [#ROWS] tokens, or [#CARD_ROWS] on a graphics card, and the logits
///     themselves, in the model's precision, only while they fit the limit; beyond it they are computed part by
///     part, once for the log-probabilities and once for the gradient, because the coefficients depend on all.
final class AnswerHead {
    private static final long ROWS = 32; // stay in the processor's cache
    private static final long CARD_ROWS = 1024; // a card wants many at a time

    private static final Scalar UNKNOWN = Tensors.constant(Double.NaN);
    private static final Scalar TWICE = Tensors.constant(2);
    private static final long[] LAST = {-1};

    private final CausalLanguageModel model;
    private final long logitBytes;

    /// @param model gives the logits; stays the caller's
    /// @param logitBytes most memory for logits
    AnswerHead(CausalLanguageModel model, long logitBytes) {
        this.model = model;
        this.logitBytes = logitBytes;
    }

    /// Values of each row's softmax that the backward pass needs.
    ///
    /// @param logProbabilities `[M]` float32, of the targets
    /// @param normalisers `[M]` float32, logarithm of the sum of the exponentials
    /// @param agreements `[M]` float32, logarithm of the sum of the squared probabilities; NaN if not asked for
    record Softmax(Tensor logProbabilities, Tensor normalisers, Tensor agreements) {
        static Softmax empty(long count) {
            return new Softmax(
                    Tensors.zeros(ScalarType.Float, count),
                    Tensors.zeros(ScalarType.Float, count),
                    Tensors.filled(UNKNOWN, count));
        }

        TokenLikelihoods likelihoods() {
            return new TokenLikelihoods(logProbabilities, agreements);
        }

        void copy(Softmax part, long start, long length) {
            logProbabilities.narrow(0, start, length).copy_(part.logProbabilities);
            agreements.narrow(0, start, length).copy_(part.agreements);
        }
    }

    /// {@return `[M]` float32, log-probability of each target; without gradient, in the caller's scope}
    ///
    /// @param hidden `[M, E]`
    /// @param targets `[M]` int64
    Tensor logProbabilities(Tensor hidden, Tensor targets) {
        return TensorScope.returning(() -> {
            try (var _ = new NoGradGuard()) {
                return parts(hidden, targets, false).logProbabilities();
            }
        });
    }

    /// Evaluates a function of the log-probabilities; its derivative is not used.
    ///
    /// @param hidden `[M, E]`
    /// @param targets `[M]` int64
    /// @param function of the log-probabilities
    void evaluate(Tensor hidden, Tensor targets, RowFunction function) {
        try (var _ = TensorScope.open()) {
            Softmax softmax = withoutGradient(() -> parts(hidden, targets, function.needsAgreement()));
            derivative(function, softmax.likelihoods());
        }
    }

    /// What is kept of the softmax without its normalisers, part by part.
    private Softmax parts(Tensor hidden, Tensor targets, boolean agreement) {
        Softmax all = Softmax.empty(hidden.size(0));
        forEachPart(hidden, (start, length) -> {
            Tensor logits = model.logits(hidden.narrow(0, start, length));
            all.copy(softmax(logits, targets.narrow(0, start, length), agreement), start, length);
        });
        return all;
    }

    /// Back-propagates a function of the log-probabilities through the head. The gradient of the head's
    /// weight is accumulated at its leaf.
    ///
    /// @param hidden `[M, E]`; the caller continues the back-propagation with the result
    /// @param targets `[M]` int64
    /// @param function of the log-probabilities
    /// @return `[M, E]`, derivative with respect to the hidden states, in the caller's scope
    Tensor gradient(Tensor hidden, Tensor targets, RowFunction function) {
        return TensorScope.returning(() -> {
            Tensor leaf = hidden.detach().requires_grad_(true);
            if (leaf.size(0) <= partRows(leaf)) {
                Tensor logits = model.logits(leaf);
                Softmax softmax = withoutGradient(() -> softmax(logits, targets, function.needsAgreement()));
                Tensor coefficients = derivative(function, softmax.likelihoods());
                backward(logits, targets, softmax, coefficients);
                return Backward.gradient(leaf);
            }
            Softmax whole = withoutGradient(() -> parts(leaf, targets, function.needsAgreement()));
            Tensor coefficients = derivative(function, whole.likelihoods());
            forEachPart(leaf, (start, length) -> {
                Tensor logits = model.logits(leaf.narrow(0, start, length));
                Tensor part = targets.narrow(0, start, length);
                backward(
                        logits,
                        part,
                        withoutGradient(() -> softmax(logits, part, false)),
                        coefficients.narrow(0, start, length));
            });
            return Backward.gradient(leaf);
        });
    }

    /// The function is evaluated on the processor for every device: it is small, and reads single values.
    private static Tensor derivative(RowFunction function, TokenLikelihoods likelihoods) {
        return ComputeDevice.current().place(function.derivative(likelihoods.onHost()));
    }

    private static long rows() {
        return ComputeDevice.current().isProcessor() ? ROWS : CARD_ROWS;
    }

    private static Softmax withoutGradient(Supplier<Softmax> body) {
        try (var _ = new NoGradGuard()) {
            return body.get();
        }
    }

    static Softmax softmax(Tensor logits, Tensor targets, boolean agreement) {
        long count = logits.size(0);
        Softmax result = Softmax.empty(count);
        Tensor columns = targets.unsqueeze(1);
        long step = rows();
        for (long start = 0; start < count; start += step) {
            try (var _ = TensorScope.open()) {
                long length = Math.min(step, count - start);
                Tensor rows = logits.narrow(0, start, length);
                Tensor wanted = columns.narrow(0, start, length);
                Tensor all = torch.log_softmax(rows, -1, new ScalarTypeOptional(ScalarType.Float));
                Tensor found = all.gather(1, wanted).squeeze(1);
                if (agreement) {
                    result.agreements()
                            .narrow(0, start, length)
                            .copy_(all.mul(TWICE).logsumexp(LAST));
                }
                result.logProbabilities().narrow(0, start, length).copy_(found);
                Tensor target = rows.gather(1, wanted).squeeze(1).to(ScalarType.Float);
                result.normalisers().narrow(0, start, length).copy_(target.sub(found));
            }
        }
        return result;
    }

    private static void backward(Tensor logits, Tensor targets, Softmax softmax, Tensor coefficients) {
        try (var _ = TensorScope.open()) {
            Tensor gradient;
            try (var _ = new NoGradGuard()) {
                gradient = logitGradient(logits.detach(), targets.unsqueeze(1), softmax, coefficients);
            }
            Backward.from(logits, gradient);
        }
    }

    static Tensor logitGradient(Tensor logits, Tensor columns, Softmax softmax, Tensor coefficients) {
        Tensor gradient = torch.empty_like(logits);
        long count = logits.size(0);
        long step = rows();
        for (long start = 0; start < count; start += step) {
            try (var _ = TensorScope.open()) {
                long length = Math.min(step, count - start);
                Tensor weight = coefficients.narrow(0, start, length).unsqueeze(1);
                Tensor normaliser =
                        softmax.normalisers().narrow(0, start, length).unsqueeze(1);
                Tensor rows = logits.narrow(0, start, length)
                        .to(ScalarType.Float)
                        .sub(normaliser)
                        .exp_()
                        .mul_(weight.neg());
                rows.scatter_add_(1, columns.narrow(0, start, length), weight);
                gradient.narrow(0, start, length).copy_(rows);
            }
        }
        return gradient;
    }

    private interface Part {
        void at(long start, long length);
    }

    private void forEachPart(Tensor hidden, Part part) {
        long rows = partRows(hidden);
        for (long start = 0; start < hidden.size(0); start += rows) {
            try (var _ = TensorScope.open()) {
                part.at(start, Math.min(rows, hidden.size(0) - start));
            }
        }
    }

    private long partRows(Tensor hidden) {
        long bytes = hidden.element_size() * model.config().vocabularySize();
        return Math.max(1, logitBytes / bytes);
    }
}
