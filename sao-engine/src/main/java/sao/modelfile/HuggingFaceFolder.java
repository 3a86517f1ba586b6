package sao.modelfile;

import java.io.IOException;
import java.nio.file.Path;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.safetensors.ShardedSafetensorsWriter;
import sao.weights.WeightSource;

/// The files of a model as transformers reads it.
public final class HuggingFaceFolder {
    private HuggingFaceFolder() {}

    /// Writes weights, configuration and tokenizer into an empty folder.
    ///
    /// @param source of everything but the weights
    /// @param weights under Hugging Face names
    /// @param type F32, F16 or BF16
    public static void write(ModelSource source, WeightSource weights, WeightType type, Path folder)
            throws IOException {
        ShardedSafetensorsWriter writer = new ShardedSafetensorsWriter().metadata("format", "pt");
        // the model's own list: a tied head is not in it
        source.config()
                .parameterShapes()
                .forEach((name, shape) ->
                        writer.add(name, type.element().orElseThrow(), shape, () -> weights.read(name)));
        writer.write(folder);
        ConfigFile.write(source, type.element().orElseThrow(), folder);
        TokenizerFiles.write(source, folder);
    }
}
