package sao.architecture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.weights.WeightSource;

/// Reads parameters by name. What the configuration promises must be there, and nothing that would change
/// what the model computes may be there besides.
interface WeightReader {
    /// {@return the parameter, in the caller's scope or the caller's already}
    Tensor read(String name);

    /// {@return a reader of a file, whose names and shapes have been checked}
    ///
    /// @throws SaoException naming a tensor that is missing, of another shape, or not of this architecture
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
        refuseOthers(config, names, file, shapes);
    }

    /// A tensor that nobody reads would be ignored in silence: a bias, an adapter, an expert.
    private static void refuseOthers(ModelConfig config, List<String> names, String file, Shapes shapes) {
        Set<String> known = config.parameterShapes().keySet();
        for (String name : names) {
            // a copy of the tied embedding, and angles that old checkpoints carry, change nothing
            if (!known.contains(name) && !name.equals(WeightNames.HEAD) && !name.endsWith("rotary_emb.inv_freq")) {
                throw new SaoException(
                        "%s: %s (shape %s) is no part of a %s model with this configuration."
                                .formatted(
                                        file,
                                        name,
                                        Arrays.toString(shapes.of(name)),
                                        config.family().modelType()),
                        "Take the configuration and the weights from the same revision of a plain text model, with"
                                + " adapters merged.");
            }
        }
    }

    /// Shapes by name.
    interface Shapes {
        /// {@return the shape of a parameter}
        long[] of(String name);
    }
}
