package sao.modelfile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.model.ModelSource;
import sao.tokenizer.TokenizerConfig;

/// The files other than weights and configuration: tokenizer, template, generation settings. They are copied
/// byte for byte from a folder, or created from the vocabulary of a GGUF file.
final class TokenizerFiles {
    private static final List<String> COPIED = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "tokenizer.model",
            "vocab.json",
            "merges.txt",
            "chat_template.jinja",
            "generation_config.json",
            "LICENSE");
    private static final JsonMapper JSON = new JsonMapper();

    private TokenizerFiles() {}

    static void write(ModelSource source, Path folder) throws IOException {
        Optional<Path> original = source.folder();
        if (original.isPresent()) {
            copy(original.get(), folder);
        } else {
            make(source, folder);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : COPIED) {
            if (Files.isRegularFile(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    private static void make(ModelSource source, Path folder) throws IOException {
        TokenizerConfig config = source.tokenizerConfig();
        Files.writeString(folder.resolve("tokenizer.json"), source.tokenizerJson());
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                config.toJson(source.config().contextTokens()));
        ObjectNode roles = JSON.createObjectNode();
        config.specialTokens().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(role -> roles.put(role.getKey(), role.getValue()));
        Files.writeString(folder.resolve("special_tokens_map.json"), roles.toPrettyString() + "\n");
        ObjectNode generation = JSON.createObjectNode();
        putIds(source, generation);
        ArrayNode ends = generation.putArray("eos_token_id");
        source.endOfTurn().forEach(ends::add);
        Files.writeString(folder.resolve("generation_config.json"), generation.toPrettyString() + "\n");
    }

    /// Adds the ids of tokens with a role.
    static void putIds(ModelSource source, ObjectNode into) {
        TokenizerConfig config = source.tokenizerConfig();
        config.beginning().flatMap(source.tokenizer()::idOf).ifPresent(id -> into.put("bos_token_id", id));
        config.end().flatMap(source.tokenizer()::idOf).ifPresent(id -> into.put("eos_token_id", id));
        source.paddingToken().ifPresent(id -> into.put("pad_token_id", id));
    }
}
