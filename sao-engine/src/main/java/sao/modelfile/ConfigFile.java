package sao.modelfile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sao.configfile.HuggingFaceConfigWriter;
import sao.configfile.TextPart;
import sao.model.ModelSource;
import sao.weights.ElementType;

/// The `config.json` of an export: the source's own with another element type, the text part of the source's,
/// or one created from a GGUF file's metadata.
final class ConfigFile {
    private static final String NAME = "config.json";
    private static final JsonMapper JSON = new JsonMapper();

    private ConfigFile() {}

    static void write(ModelSource source, ElementType type, Path folder) throws IOException {
        ObjectNode config = read(source);
        String name = typeName(type);
        // the old and the new spelling: readers of either find theirs
        config.put("torch_dtype", name);
        config.put("dtype", name);
        Files.writeString(folder.resolve(NAME), config.toPrettyString() + "\n");
    }

    private static ObjectNode read(ModelSource source) throws IOException {
        Optional<Path> original = source.folder();
        if (original.isPresent()) {
            String text = Files.readString(original.get().resolve(NAME));
            return (ObjectNode) TextPart.config(JSON.readValue(text, ObjectNode.class));
        }
        ObjectNode config = HuggingFaceConfigWriter.write(source.config());
        TokenizerFiles.putIds(source, config);
        return config;
    }

    private static String typeName(ElementType type) {
        return switch (type) {
            case BF16 -> "bfloat16";
            case F16 -> "float16";
            case F32 -> "float32";
            default -> throw new IllegalArgumentException("%s is not an element type of weights".formatted(type));
        };
    }
}
