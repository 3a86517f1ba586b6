package sao.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.adapter.AdapterFolder;
import sao.file.DurableFile;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.modelfile.GgufModelFile;
import sao.modelfile.HuggingFaceFolder;
import sao.modelfile.ModelComparison;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.rounding.NearestWeights;
import sao.rounding.WeightMovement;
import sao.weights.WeightSource;

/// Writes a model in another format or element type, otherwise unchanged, and reads every value back before
/// the result receives its final name.
public final class Conversion {
    private Conversion() {}

    /// Writes and verifies. Needs memory for the largest tensor, not for the whole model.
    ///
    /// @param source that is converted; stays the caller's
    /// @param to folder or file to be created; an older folder that this program wrote is replaced, a
    ///     file is not
    /// @throws sao.error.SaoException if the format does not support the type, the source lacks a tensor
    ///     or has one that is not part of the model, `to` cannot be written, or the result differs from the
    ///     source; nothing is created then
    public static void write(ModelSource source, ModelFormat format, WeightType type, Path to) {
        write(source, source.weights(), new StoredTypes(format, type, source.config()), to);
    }

    /// Writes a model with an adapter merged into its weights, and verifies.
    ///
    /// @param source of the base; stays the caller's
    /// @param adapter folder of the adapter, in PEFT's format
    /// @param type as without an adapter
    /// @param to as without an adapter
    /// @throws sao.error.SaoException as without an adapter, or if the adapter is that of another model
    public static void merge(ModelSource source, Path adapter, ModelFormat format, WeightType type, Path to) {
        try (WeightSource merged = AdapterFolder.merge(adapter, source.config(), source.weights())) {
            write(source, merged, new StoredTypes(format, type, source.config()), to);
        }
    }

    private static void write(ModelSource source, WeightSource weights, StoredTypes stored, Path to) {
        source.config().requireIn(weights);
        switch (stored.format()) {
            case HF ->
                HuggingFaceExport.FORMAT.write(to, temporary -> {
                    HuggingFaceFolder.write(source, weights, stored.type(), temporary);
                    verify(source, weights, stored, temporary);
                    return new JsonMapper()
                            .createObjectNode()
                            .put("type", stored.type().name());
                });
            case GGUF ->
                DurableFile.create(to, unverified -> {
                    GgufModelFile.write(source, weights, stored, name(source), unverified);
                    verify(source, weights, stored, unverified);
                });
        }
    }

    /// {@return the element type of a model's matrices; bf16 if that type can only be read}
    public static WeightType ownType(ModelSource source) {
        return source.config().parameterShapes().entrySet().stream()
                .filter(parameter -> parameter.getValue().length > 1)
                .map(parameter -> source.weights().storedAs(parameter.getKey()))
                .findFirst()
                .flatMap(stored -> Arrays.stream(WeightType.values())
                        .filter(type ->
                                type.element().isPresent() && type.name().equals(stored))
                        .findFirst())
                .orElse(WeightType.BF16);
    }

    /// {@return how far the weights of a trained model moved, and the share of it that a stored form keeps}
    ///
    /// @param start the model before the training; stays the caller's
    /// @param trained its model folder; stays the caller's. Weights of type bf16 are compared with the start's as a
    ///     bf16 training computes with them
    /// @param stored the types of the stored form
    public static WeightMovement movement(ModelSource start, ModelSource trained, StoredTypes stored) {
        ScalarType arithmetic = ownType(trained) == WeightType.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
        Map<String, long[]> shapes = trained.config().parameterShapes();
        return WeightMovement.of(
                shapes.keySet(),
                new NearestWeights(start.weights(), arithmetic),
                trained.weights(),
                (name, values) -> stored.of(name, Objects.requireNonNull(shapes.get(name)))
                        .rounded(values));
    }

    /// {@return the name of the model: the name of its file or folder without the extension}
    private static String name(ModelSource source) {
        Path name = source.path().toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString().replaceFirst("\\.gguf$", "");
    }

    private static void verify(ModelSource source, WeightSource weights, StoredTypes stored, Path written) {
        try (ModelSource reopened = ModelSource.open(written)) {
            ModelComparison.requireSame(source, reopened);
            for (Map.Entry<String, long[]> parameter :
                    source.config().parameterShapes().entrySet()) {
                String name = parameter.getKey();
                try (PointerScope _ = new PointerScope()) {
                    Tensor expected = stored.of(name, parameter.getValue()).rounded(weights.read(name));
                    Tensor found = reopened.weights().read(name).to(ScalarType.Float);
                    if (!found.equal(expected)) {
                        throw ModelComparison.differs("tensor %s differs".formatted(name));
                    }
                }
            }
        }
    }
}
