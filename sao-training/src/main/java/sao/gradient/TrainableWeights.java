package sao.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Precision;
import sao.rounding.FrozenRounding;
import sao.tensor.TensorBlock;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// The weights under training: float32 masters, the leaves that the model computes with, and the gradient of
/// a whole batch.
///
/// In bfloat16 only the leaves are bfloat16. The masters begin at bfloat16 numbers, so the training starts from the
/// model that computes. After each step the leaves are rounded from the masters by a [FrozenRounding], which follows
/// every update in expectation. The gradient of each row is computed in bfloat16 and added to a float32 sum at once,
/// so that a large batch loses no digits. In float32 the masters are the leaves, and autograd itself keeps the sum.
///
/// Owned by its [TrainableModel].
public final class TrainableWeights implements AutoCloseable {
    private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<TensorBlock> blocks = new ArrayList<>();
    private final FrozenRounding rounding;

    /// One parameter.
    private static final class Parameter {
        final Tensor master;
        final Tensor leaf;
        final Tensor sum;
        final boolean mixed; // otherwise leaf and sum are the master itself, and the sum is not used
        boolean summed; // whether `sum` holds anything of this batch

        Parameter(Tensor master, Tensor leaf, Tensor sum, boolean mixed) {
            this.master = master;
            this.leaf = leaf;
            this.sum = sum;
            this.mixed = mixed;
        }
    }

    private TrainableWeights(long seed) {
        this.rounding = FrozenRounding.of(seed);
    }

    /// Reads the masters.
    ///
    /// @param names of the parameters
    /// @param source where they are; may be closed afterwards
    /// @param precision of the leaves
    /// @param seed of the rounding of the leaves
    static TrainableWeights read(Collection<String> names, WeightSource source, Precision precision, long seed) {
        TrainableWeights weights = new TrainableWeights(seed);
        try {
            weights.fill(names, source, precision);
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
        return weights;
    }

    private void fill(Collection<String> names, WeightSource source, Precision precision) {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        names.forEach(name -> shapes.put(name, source.shape(name)));
        SequencedMap<String, Tensor> masters = block(ScalarType.Float, shapes);
        if (precision.elementType() == ScalarType.Float) {
            masters.forEach((name, master) -> parameters.put(name, new Parameter(master, master, master, false)));
        } else {
            SequencedMap<String, Tensor> leaves = block(precision.elementType(), shapes);
            SequencedMap<String, Tensor> sums = block(ScalarType.Float, shapes);
            masters.forEach((name, master) ->
                    parameters.put(name, new Parameter(master, named(leaves, name), named(sums, name), true)));
        }
        reset(source);
        parameters.values().forEach(parameter -> parameter.leaf.requires_grad_(true));
    }

    private SequencedMap<String, Tensor> block(ScalarType type, SequencedMap<String, long[]> shapes) {
        TensorBlock block = TensorBlock.of(type, shapes);
        blocks.add(block);
        return block.tensors();
    }

    /// Resets the masters to their initial values and recomputes the leaves.
    ///
    /// @param source as they were read from
    void reset(WeightSource source) {
        parameters.forEach((name, parameter) -> {
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard()) {
                Tensor start = source.read(name);
                parameter.master.copy_(parameter.mixed ? start.to(parameter.leaf.scalar_type()) : start);
            }
        });
        source.unload(); // half a gigabyte of float32 for the smallest model, and the masters have it all
        refresh();
    }

    /// {@return how many numbers move}
    public long count() {
        return parameters.values().stream()
                .mapToLong(parameter -> parameter.master.numel())
                .sum();
    }

    /// {@return the leaves by Hugging Face name, for the model}
    Map<String, Tensor> leaves() {
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> leaves.put(name, parameter.leaf));
        return leaves;
    }

    /// {@return the float32 masters by Hugging Face name, in the model's order; what is written into them reaches
    /// the model with [#refresh]. They stay this object's}
    public SequencedMap<String, Tensor> masters() {
        SequencedMap<String, Tensor> masters = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> masters.put(name, parameter.master));
        return masters;
    }

    /// Moves the gradients that a backward pass left at some leaves to the batch's sum.
    ///
    /// @param names of the leaves, each with a gradient
    void collect(List<String> names) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            for (String name : names) {
                collect(named(name));
            }
        }
    }

    private static void collect(Parameter parameter) {
        if (!parameter.mixed || !parameter.leaf.grad().defined()) {
            return;
        }
        if (parameter.summed) {
            parameter.sum.add_(parameter.leaf.grad());
        } else {
            parameter.sum.copy_(parameter.leaf.grad());
        }
        parameter.summed = true;
        parameter.leaf.mutable_grad().reset();
    }

    /// {@return the gradients of the batch, float32, in the order of [#masters]; in the caller's scope}
    ///
    /// @throws IllegalStateException if a parameter has none
    public List<Tensor> gradients() {
        List<Tensor> gradients = new ArrayList<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.mixed ? !parameter.summed : !parameter.leaf.grad().defined()) {
                throw new IllegalStateException("no gradient has reached " + name);
            }
            gradients.add(parameter.mixed ? parameter.sum : parameter.leaf.grad());
        });
        return gradients;
    }

    /// Forgets the gradients.
    public void clearGradients() {
        for (Parameter parameter : parameters.values()) {
            parameter.summed = false;
            parameter.leaf.mutable_grad().reset();
        }
    }

    /// Rounds the leaves from the masters.
    public void refresh() {
        parameters.forEach((name, parameter) -> {
            if (parameter.mixed) {
                rounding.round(name, parameter.master, parameter.leaf);
            }
        });
    }

    /// Rounds the leaves from the masters.
    ///
    /// @return the number of leaf values that changed; in float32, where the masters are the leaves, 0
    public long refreshCounting() {
        long changed = 0;
        for (var entry : parameters.entrySet()) {
            Parameter parameter = entry.getValue();
            if (parameter.mixed) {
                changed += rounding.roundCounting(entry.getKey(), parameter.master, parameter.leaf);
            }
        }
        return changed;
    }

    private Parameter named(String name) {
        return named(parameters, name);
    }

    private static <T> T named(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    @Override
    public void close() {
        clearGradients();
        blocks.forEach(TensorBlock::close);
        rounding.close();
    }
}
