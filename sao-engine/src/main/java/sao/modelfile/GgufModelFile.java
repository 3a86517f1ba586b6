package sao.modelfile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.configfile.GgufConfigWriter;
import sao.gguf.GgufWriter;
import sao.model.ModelSource;
import sao.tensor.Tensors;
import sao.weights.WeightSource;

/// Writes a model as llama.cpp reads it: one file with weights, configuration, tokenizer, template and stop
/// tokens.
public final class GgufModelFile {
    private static final int QUANTISATION_VERSION = 2; // of ggml's block types since 2023

    private GgufModelFile() {}

    /// Writes the file.
    ///
    /// @param source of everything but the weights
    /// @param weights under Hugging Face names
    /// @param stored element type of each tensor
    /// @param name name of the model, for display
    public static void write(ModelSource source, WeightSource weights, StoredTypes stored, String name, Path file) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", source.config().family().ggufName());
        metadata.put("general.type", "model");
        metadata.put("general.name", name);
        metadata.put("general.file_type", stored.type().fileType());
        metadata.put("general.quantization_version", QUANTISATION_VERSION);
        metadata.putAll(GgufConfigWriter.write(source.config()));
        metadata.putAll(source.vocabularyMetadata());
        GgufWriter writer = new GgufWriter(metadata);
        List<Float> divisors = GgufConfigWriter.frequencyDivisors(source.config());
        if (!divisors.isEmpty()) {
            writer.addOriginal(
                    "rope_freqs.weight", new long[] {divisors.size()}, () -> Tensors.floats(array(divisors)));
        }
        source.config()
                .parameterShapes()
                .forEach((tensor, shape) ->
                        writer.add(tensor, stored.of(tensor, shape), shape, () -> weights.read(tensor)));
        writer.write(file);
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
