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
import sao.config.ModelConfig;
import sao.tensor.TensorBlock;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// The weights under training: float32 masters, the leaves that the model computes with, and the gradient of
/// a whole batch.
///
/// In bfloat16 a step of 1e-6 would be rounded away, so only the leaves are bfloat16; they are made anew
/// after each step. The gradient of each row comes out in bfloat16 and is added to a float32 sum at once,
/// so that a large batch loses no digits. In float32 the masters are the leaves, and autograd itself keeps
/// the sum.
///
/// Owned by its [TrainableModel].
public final class TrainableWeights implements AutoCloseable {
    private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<TensorBlock> blocks = new ArrayList<>();

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

    private TrainableWeights() {}

    /// Reads the masters.
    ///
    /// @param config names the parameters
    /// @param source where they are; may be closed afterwards
    /// @param precision of the leaves
    static TrainableWeights read(ModelConfig config, WeightSource source, Precision precision) {
        return read(config.parameterShapes().keySet(), source, precision);
    }

    /// Reads the masters, all that the source has.
    ///
    /// @param source where they are; may be closed afterwards
    /// @param precision of the leaves
    static TrainableWeights read(WeightSource source, Precision precision) {
        return read(source.names(), source, precision);
    }

    private static TrainableWeights read(Collection<String> names, WeightSource source, Precision precision) {
        TrainableWeights weights = new TrainableWeights();
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
        if (precision == Precision.FLOAT32) {
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
                parameter.master.copy_(source.read(name));
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

    /// Makes the leaves anew from the masters.
    public void refresh() {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            for (Parameter parameter : parameters.values()) {
                if (parameter.mixed) {
                    parameter.leaf.copy_(parameter.master);
                }
            }
        }
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
    }
}
