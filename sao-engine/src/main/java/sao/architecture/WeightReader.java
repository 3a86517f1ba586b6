package sao.architecture;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.weights.WeightSource;

/// Reads parameters by name. All parameters of the configuration must be present, and parameters that would
/// change the computation must not be present in addition.
interface WeightReader {
    /// {@return the parameter, in the caller's scope or already owned by the caller}
    Tensor read(String name);

    /// {@return a reader of a file, whose names and shapes have been checked}
    ///
    /// @throws sao.error.SaoException naming a tensor that is missing, of another shape, or not of this
    ///     architecture
    static WeightReader of(ModelConfig config, WeightSource source) {
        config.requireIn(source);
        return source::read;
    }

    /// {@return a reader of given tensors, whose names and shapes have been checked}
    static WeightReader of(ModelConfig config, Map<String, Tensor> parameters) {
        Function<String, Tensor> given = name -> Objects.requireNonNull(parameters.get(name), name);
        config.requireParameters(List.copyOf(parameters.keySet()), name -> Tensors.shape(given.apply(name)));
        return given::apply;
    }
}
