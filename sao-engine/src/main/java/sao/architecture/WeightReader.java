package sao.architecture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import sao.domain.SaoException;
import sao.tensor.Tensors;
import sao.weights.WeightSource;

/// Reads parameters by name and refuses those that the configuration does not promise.
interface WeightReader {
    /// {@return the parameter, in the caller's scope or the caller's already}
    Tensor read(String name);

    /// {@return a reader of a file, whose names and shapes have been checked}
    ///
    /// @throws SaoException naming the first tensors that are missing or of another shape
    static WeightReader of(ModelConfig config, WeightSource source) {
        check(config, source.names(), source.toString(), source::shape);
        return source::read;
    }

    /// {@return a reader of given tensors, whose names and shapes have been checked}
    static WeightReader of(ModelConfig config, Map<String, Tensor> parameters) {
        Function<String, Tensor> given = name -> Objects.requireNonNull(parameters.get(name), name);
        check(
                config,
                List.copyOf(parameters.keySet()),
                "The given parameters",
                name -> Tensors.shape(given.apply(name)));
        return given::apply;
    }

    private static void check(ModelConfig config, List<String> names, String file, Shapes shapes) {
        Set<String> present = new HashSet<>(names);
        for (Map.Entry<String, long[]> wanted : config.parameterShapes().entrySet()) {
            String name = wanted.getKey();
            String promised = Arrays.toString(wanted.getValue());
            if (!present.contains(name)) {
                throw new SaoException(
                        "%s: %s is missing; the configuration promises it with shape %s"
                                .formatted(file, name, promised),
                        "Take the configuration and the weights from the same revision of the model.");
            }
            long[] found = shapes.of(name);
            if (!Arrays.equals(found, wanted.getValue())) {
                throw new SaoException(
                        "%s: %s has shape %s, but the configuration promises %s"
                                .formatted(file, name, Arrays.toString(found), promised),
                        "Take the configuration and the weights from the same revision of the model.");
            }
        }
    }

    /// Shapes by name.
    interface Shapes {
        /// {@return the shape of a parameter}
        long[] of(String name);
    }
}
