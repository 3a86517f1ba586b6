package sao.tokenizer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sao.error.SaoException;

/// The vocabulary in a GGUF file's metadata, converted to the form of Hugging Face's folders: the text of a
/// `tokenizer.json` and a [TokenizerConfig].
///
/// @param metadata key-value pairs of the file
public record GgufVocabulary(Map<String, Object> metadata) {
    private static final String PREFIX = "tokenizer.ggml.";
    /// The keys of the ids that end an answer, in the order in which a writer uses them.
    static final List<String> ENDS = List.of("eos_token_id", "eot_token_id", "eom_token_id");

    private static final Map<String, String> ROLES = Map.of(
            "bos_token", "bos_token_id",
            "eos_token", "eos_token_id",
            "pad_token", "padding_token_id",
            "unk_token", "unknown_token_id");

    /// {@return the text of a `tokenizer.json`}
    ///
    /// @throws SaoException if the vocabulary is missing or of a kind that cannot be read
    public String json() {
        String model = text("model").orElse("none");
        List<String> tokens = strings("tokens");
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        boolean pieces = model.equals("llama");
        boolean spaceBefore = flag("add_space_prefix", true);
        // runs of spaces are such tokens in Gemma; a U+2581 in a text is a space for it, like the one it is replaced by
        addTokens(root.putArray("added_tokens"), tokens, pieces && !spaceBefore);
        switch (model) {
            case "gpt2" -> ByteLevelVocabulary.describe(root, pre(), tokens, strings("merges"));
            case "llama" -> {
                requireForEach(tokens, "scores", numbers("scores"));
                requireForEach(tokens, "token_type", kinds());
                PieceVocabulary.describe(root, tokens, numbers("scores"), kinds(), spaceBefore);
            }
            default ->
                throw new SaoException(
                        "The GGUF's tokenizer is of the kind '%s'.".formatted(model),
                        "Take a model whose tokenizer.ggml.model is gpt2 or llama, or a Hugging Face folder.");
        }
        if (flag("add_bos_token", pieces || pre().equals("llama-bpe"))) {
            role("bos_token_id").ifPresent(token -> addBeginning(root, token));
        }
        return root.toString();
    }

    private static void requireForEach(List<String> tokens, String key, List<?> given) {
        if (given.size() != tokens.size()) {
            throw new SaoException(
                    "The GGUF has %d tokens, but %d values of %s%s."
                            .formatted(tokens.size(), given.size(), PREFIX, key),
                    "Fetch the file again, or take the model's Hugging Face folder.");
        }
    }

    /// @param normalized whether tokens that are not special are looked for after spaces were replaced
    private void addTokens(ArrayNode added, List<String> tokens, boolean normalized) {
        List<Integer> kinds = kinds();
        for (int id = 0; id < Math.min(tokens.size(), kinds.size()); id++) {
            int kind = kinds.get(id);
            boolean special = kind == TokenKind.CONTROL || kind == TokenKind.UNKNOWN;
            if (special || kind == TokenKind.USER_DEFINED) {
                ObjectNode token = added.addObject();
                token.put("id", id);
                token.put("content", tokens.get(id));
                token.put("single_word", false);
                token.put("lstrip", false);
                token.put("rstrip", false);
                token.put("normalized", normalized && !special);
                token.put("special", special);
            }
        }
    }

    /// Makes the tokenizer prepend a token to every text that is encoded with special tokens.
    private void addBeginning(ObjectNode root, String token) {
        ObjectNode template = root.putObject("post_processor");
        template.put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        ArrayNode pair = template.putArray("pair");
        for (String sequence : List.of("A", "B")) {
            int type = sequence.equals("A") ? 0 : 1;
            for (ArrayNode target : type == 0 ? List.of(single, pair) : List.of(pair)) {
                target.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
                target.addObject().putObject("Sequence").put("id", sequence).put("type_id", type);
            }
        }
        ObjectNode special = template.putObject("special_tokens").putObject(token);
        special.put("id", token);
        special.putArray("ids").add(strings("tokens").indexOf(token));
        special.putArray("tokens").add(token);
    }

    /// {@return tokens with a role, and the chat template}
    public TokenizerConfig config() {
        Map<String, String> specialTokens = new LinkedHashMap<>();
        ROLES.forEach((role, key) -> role(key).ifPresent(token -> specialTokens.put(role, token)));
        String template = metadata.get("tokenizer.chat_template") instanceof String source ? source : "";
        return new TokenizerConfig(specialTokens, template);
    }

    /// {@return the ids that end an answer, in order}
    public SortedSet<Integer> ends() {
        SortedSet<Integer> ends = new TreeSet<>();
        for (String key : ENDS) {
            if (metadata.get(PREFIX + key) instanceof Long id && role(key).isPresent()) {
                ends.add(id.intValue());
            }
        }
        return ends;
    }

    private Optional<String> role(String key) {
        List<String> tokens = strings("tokens");
        return metadata.get(PREFIX + key) instanceof Long id && id >= 0 && id < tokens.size()
                ? Optional.of(tokens.get(id.intValue()))
                : Optional.empty();
    }

    private String pre() {
        return text("pre").orElse("default");
    }

    private Optional<String> text(String key) {
        return metadata.get(PREFIX + key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private boolean flag(String key, boolean otherwise) {
        return metadata.get(PREFIX + key) instanceof Boolean flag ? flag : otherwise;
    }

    private List<String> strings(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    private List<Float> numbers(String key) {
        return list(key).stream()
                .map(value -> value instanceof Number number ? number.floatValue() : 0f)
                .toList();
    }

    private List<Integer> kinds() {
        if (!(metadata.get(PREFIX + "token_type") instanceof List<?> kinds)) {
            return List.of();
        }
        return kinds.stream()
                .map(value -> value instanceof Number number ? number.intValue() : 0)
                .toList();
    }

    private List<?> list(String key) {
        if (metadata.get(PREFIX + key) instanceof List<?> list) {
            return list;
        }
        throw new SaoException(
                "The GGUF has no %s%s.".formatted(PREFIX, key), "Take a file that holds the model's tokenizer.");
    }
}
