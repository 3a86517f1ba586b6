package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Forward and backward pass of one row through the model under training.
///
/// @implNote Layers are joined by hand instead of by autograd: each starts from a detached copy of the
///     stream, and after its backward pass its gradients are collected and its activations freed before the
///     next. So neither the gradients of all layers nor a graph over all of them exists at one time besides
///     the activations themselves.
public final class RowPass implements AutoCloseable {
    private static final Scalar ZERO = Tensors.constant(0);
    private static final Pattern LAYER = Pattern.compile("\\.layers\\.(\\d+)\\.");

    private final TrainableWeights weights;
    private final CausalLanguageModel model;
    private final AnswerHead head;
    private final Optional<Integer> paddingToken;
    private final RowAttention rowAttention;
    private final boolean recomputed;
    private final List<List<String>> layerNames = new ArrayList<>();
    private final List<String> otherNames = new ArrayList<>();

    /// The memory limits of a pass.
    ///
    /// @param logitBytes maximum size of the logits of one row in bytes, at least 1; a larger row is
    ///     computed in parts, twice
    /// @param recomputed whether the activations of a layer are computed again in the backward pass instead of
    ///     kept
    public record Memory(long logitBytes, boolean recomputed) {}

    /// @param trainee the model whose weights receive gradients; stays the caller's
    /// @param longestSequence number of tokens of the longest prompt with one answer
    /// @param memory limits of a pass
    /// @param paddingToken the token whose embedding receives no gradient from look-ups, as in
    ///     transformers
    public RowPass(TrainableModel trainee, int longestSequence, Memory memory, Optional<Integer> paddingToken) {
        this.weights = trainee.weights();
        this.model = trainee.model();
        this.head = new AnswerHead(model, memory.logitBytes());
        this.paddingToken = paddingToken;
        this.recomputed = memory.recomputed();
        this.rowAttention = RowAttention.of(
                model.config(), longestSequence, trainee.precision().elementType());
        for (int i = 0; i < model.config().layers(); i++) {
            layerNames.add(new ArrayList<>());
        }
        for (String name : weights.masters().keySet()) {
            Matcher matcher = LAYER.matcher(name);
            (matcher.find() ? layerNames.get(Integer.parseInt(matcher.group(1))) : otherNames).add(name);
        }
    }

    /// {@return `[M]` float32, log-probability of each answer token; without gradient, in the caller's scope}
    ///
    /// @param row no sequence of it longer than `longestSequence`
    public Tensor logProbabilities(AnswerRow row) {
        return TensorScope.returning(
                () -> head.logProbabilities(hidden(new PackedRow(List.of(row))), Tensors.longs(row.targets())));
    }

    /// Evaluates functions of several rows' log-probabilities in one pass, without a gradient of the weights.
    ///
    /// @param row no sequence of it longer than `longestSequence`
    /// @param functions one function of the log-probabilities for each row; each is called once, and its derivative
    ///     is not used
    public void evaluate(PackedRow row, List<? extends RowFunction> functions) {
        try (var _ = TensorScope.open()) {
            head.evaluate(hidden(row), Tensors.longs(row.targets()), new PackedFunction(row, functions));
        }
    }

    /// {@return `[M, E]`, the hidden states that predict the answer tokens; without gradient, in the caller's
    /// scope}
    private Tensor hidden(PackedRow row) {
        return TensorScope.returning(() -> {
            try (var _ = new NoGradGuard()) {
                Tensor hidden = model.hidden(
                        Tensors.longs(row.ids()), Tensors.longs(row.positions()), rowAttention.within(row));
                return hidden.index_select(0, Tensors.longs(row.predicting()));
            }
        });
    }

    /// {@return the parts of each packed row, for [#addGradient]}
    ///
    /// @param <T> type of a part
    /// @param parts of one batch
    /// @param size gives the number of tokens of a part
    /// @param tokens maximum number of tokens of a packed row; a longer part has a row of its own
    public <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens) {
        return rowAttention.pack(parts, size, tokens);
    }

    /// Adds the gradient of a function of the row's log-probabilities to the weights' sum.
    ///
    /// @param row no sequence of it longer than `longestSequence`
    /// @param function of the log-probabilities
    public void addGradient(AnswerRow row, RowFunction function) {
        addGradient(new PackedRow(List.of(row)), List.of(function));
    }

    /// Adds the gradients of functions of several rows' log-probabilities to the weights' sum, in one pass.
    ///
    /// @param row no sequence of it longer than `longestSequence`
    /// @param functions one function of the log-probabilities for each row; each is called once
    public void addGradient(PackedRow row, List<? extends RowFunction> functions) {
        try (var _ = TensorScope.open()) {
            Tensor positions = Tensors.longs(row.positions());
            Attention attention = rowAttention.within(row);
            Tensor ids = Tensors.longs(row.ids());
            Tensor embedded = model.embed(ids);
            List<Joint> joints = new ArrayList<>();
            Tensor stream = embedded;
            for (int i = 0; i < model.config().layers(); i++) {
                Tensor input = stream.detach().requires_grad_(i > 0 || embedded.requires_grad());
                stream = recomputed
                        ? value(i, input, positions, attention)
                        : model.layer(i, input, positions, attention);
                joints.add(new Joint(input, stream));
            }
            Tensor gradient = throughHead(stream, row, new PackedFunction(row, functions));
            for (int i = joints.size() - 1; i >= 0; i--) {
                Joint joint = joints.get(i);
                Tensor reached = gradient;
                int layer = i;
                gradient = TensorScope.returning(() -> {
                    Tensor output =
                            recomputed ? model.layer(layer, joint.input(), positions, attention) : joint.output();
                    Backward.from(output, reached);
                    weights.collect(layerNames.get(layer));
                    return joint.input().requires_grad() ? Backward.gradient(joint.input()) : reached.detach();
                });
            }
            if (embedded.requires_grad()) {
                Backward.from(embedded, withoutPadding(gradient, ids));
            }
            weights.collect(otherNames);
        }
    }

    // transformers gives its embedding a padding index: where that token ends turns as well, it learns from the head
    // alone
    private Tensor withoutPadding(Tensor gradient, Tensor ids) {
        return paddingToken
                .map(token ->
                        gradient.masked_fill(ids.eq(new Scalar((long) token)).unsqueeze(1), ZERO))
                .orElse(gradient);
    }

    /// {@return the residual stream after a layer, without the activations that a backward pass would need}
    private Tensor value(int layer, Tensor input, Tensor positions, Attention attention) {
        try (var _ = new NoGradGuard()) {
            return model.layer(layer, input, positions, attention);
        }
    }

    /// Where one layer begins and ends.
    private record Joint(Tensor input, Tensor output) {}

    private Tensor throughHead(Tensor stream, PackedRow row, RowFunction function) {
        return TensorScope.returning(() -> {
            Tensor top = stream.detach().requires_grad_(true);
            Tensor predicting = model.normalize(top).index_select(0, Tensors.longs(row.predicting()));
            Tensor gradient = head.gradient(predicting, Tensors.longs(row.targets()), function);
            Backward.from(predicting, gradient);
            return Backward.gradient(top);
        });
    }

    @Override
    public void close() {
        rowAttention.close();
    }
}
