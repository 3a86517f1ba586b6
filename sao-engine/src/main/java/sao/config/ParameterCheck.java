package sao.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sao.error.SaoException;

/// Checks that the parameters of a model are those of its configuration: the same names and shapes.
final class ParameterCheck {
    private ParameterCheck() {}

    /// Requires the parameters.
    ///
    /// @param names of all parameters found
    /// @param file what holds them, for messages
    /// @param shapes the shape found under a name
    /// @throws SaoException naming the first parameter that is missing, of another shape, or not part of the model
    static void require(ModelConfig config, List<String> names, String file, Function<String, long[]> shapes) {
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
            long[] found = shapes.apply(name);
            if (!Arrays.equals(found, wanted.getValue())) {
                throw new SaoException(
                        "%s: %s has shape %s, but the configuration promises %s"
                                .formatted(file, name, Arrays.toString(found), promised),
                        "Take the configuration and the weights from the same revision of the model.");
            }
        }
        refuseOthers(config, names, file, shapes);
    }

    /// Refuses tensors that the model would silently ignore, such as a bias, an adapter or an expert.
    private static void refuseOthers(
            ModelConfig config, List<String> names, String file, Function<String, long[]> shapes) {
        Set<String> known = config.parameterShapes().keySet();
        for (String name : names) {
            // a copy of the tied embedding and the angles in old checkpoints change nothing
            if (!known.contains(name) && !name.equals(WeightNames.HEAD) && !name.endsWith("rotary_emb.inv_freq")) {
                throw new SaoException(
                        "%s: %s (shape %s) is not part of a %s model with this configuration."
                                .formatted(
                                        file,
                                        name,
                                        Arrays.toString(shapes.apply(name)),
                                        config.family().modelType()),
                        "Take the configuration and the weights from the same revision of a plain text model, with"
                                + " adapters merged.");
            }
        }
    }
}
