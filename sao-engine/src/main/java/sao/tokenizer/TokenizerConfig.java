package sao.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sao.error.SaoException;

/// The tokens with a role and the chat template, which Hugging Face stores in `tokenizer_config.json`,
/// `special_tokens_map.json` and `chat_template.jinja`.
///
/// @param specialTokens text of a token by its role: `bos_token`, `eos_token`, `pad_token`, `unk_token`
/// @param chatTemplate source of the template, empty when the model has none
public record TokenizerConfig(Map<String, String> specialTokens, String chatTemplate) {
    private static final String[] ROLES = {"bos_token", "eos_token", "pad_token", "unk_token"};

    public TokenizerConfig {
        specialTokens = Map.copyOf(specialTokens);
    }

    /// Reads the files of a model's folder; missing files are skipped.
    ///
    /// @throws SaoException if a file exists but cannot be read
    public static TokenizerConfig read(Path folder) {
        Map<String, String> specialTokens = new LinkedHashMap<>();
        JsonNode config = readJson(folder.resolve("tokenizer_config.json"));
        JsonNode map = readJson(folder.resolve("special_tokens_map.json"));
        for (String role : ROLES) {
            JsonNode token = config.path(role).isMissingNode() ? map.path(role) : config.path(role);
            String text = token.isObject() ? token.path("content").asText() : token.asText("");
            if (!token.isNull() && !text.isEmpty()) {
                specialTokens.put(role, text);
            }
        }
        return new TokenizerConfig(specialTokens, template(folder, config.path("chat_template")));
    }

    private static String template(Path folder, JsonNode inConfig) {
        Path file = folder.resolve("chat_template.jinja");
        if (Files.exists(file)) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        for (JsonNode named : inConfig) {
            if (named.path("name").asText().equals("default")) {
                return named.path("template").asText();
            }
        }
        return inConfig.isTextual() ? inConfig.asText() : "";
    }

    private static JsonNode readJson(Path file) {
        JsonMapper mapper = new JsonMapper();
        if (!Files.exists(file)) {
            return mapper.createObjectNode();
        }
        try {
            return mapper.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SaoException unreadable(Path file, IOException cause) {
        return new SaoException("%s cannot be read.".formatted(file), "Fetch the file again.", cause);
    }

    /// {@return the text of the token at the beginning of a text, if the model has one}
    public Optional<String> beginning() {
        return Optional.ofNullable(specialTokens.get("bos_token"));
    }

    /// {@return the text of the token that ends a turn or a text, if the model has one}
    public Optional<String> end() {
        return Optional.ofNullable(specialTokens.get("eos_token"));
    }

    /// {@return the text of the padding token, if the model has one}
    public Optional<String> padding() {
        return Optional.ofNullable(specialTokens.get("pad_token"));
    }

    /// {@return the text of a `tokenizer_config.json` with the same contents}
    ///
    /// @param contextTokens maximum number of tokens that the model reads
    public String toJson(int contextTokens) {
        ObjectNode root = new JsonMapper().createObjectNode();
        for (String role : ROLES) {
            String token = specialTokens.get(role);
            if (token != null) {
                root.put(role, token);
            }
        }
        if (!chatTemplate.isEmpty()) {
            root.put("chat_template", chatTemplate);
        }
        root.put("clean_up_tokenization_spaces", false);
        root.put("model_max_length", contextTokens);
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        return root.toPrettyString() + "\n";
    }
}
