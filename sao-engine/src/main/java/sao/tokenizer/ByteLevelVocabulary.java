package sao.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import sao.error.SaoException;

/// Byte-level byte-pair encoding (BPE) as in GPT-2: text is split by a pattern, bytes are written as
/// printable characters, and merges are given. Families differ only in the pattern.
final class ByteLevelVocabulary {
    // splits that the families publish in their own tokenizer.json, in the syntax of Oniguruma
    private static final String WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}%s"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final List<String> RULES = List.of("smollm", "qwen2", "llama-bpe", "gpt-2");

    private ByteLevelVocabulary() {}

    /// Describes such a tokenizer.
    ///
    /// @param root of the `tokenizer.json`
    /// @param pre name of the splitting rule in GGUF files
    /// @throws SaoException if the rule is unknown: another rule would give other ids
    static void describe(ObjectNode root, String pre, List<String> tokens, List<String> merges) {
        describeSplit(root, pre);
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"), true);
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", pre.equals("llama-bpe"));
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
        merges.forEach(model.putArray("merges")::add);
    }

    private static void describeSplit(ObjectNode root, String pre) {
        root.putNull("normalizer");
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        switch (pre) {
            case "smollm" -> {
                steps.addObject().put("type", "Digits").put("individual_digits", true);
                byteLevel(steps.addObject(), true);
            }
            case "qwen2" -> {
                // the file cannot say so, but the family composes accents first
                root.putObject("normalizer").put("type", "NFC");
                split(steps, WORDS.formatted(""));
            }
            case "llama-bpe" -> split(steps, WORDS.formatted("{1,3}"));
            case "default", "gpt-2" -> byteLevel(steps.addObject(), true);
            default ->
                throw new SaoException(
                        "The GGUF's tokenizer splits text by the rule '%s'.".formatted(pre),
                        "Take a model whose tokenizer.ggml.pre is smollm, qwen2, llama-bpe or gpt-2, or a Hugging"
                                + " Face folder.");
        }
    }

    /// {@return the name in GGUF files of the rule by which a `tokenizer.json` splits text}
    ///
    /// @throws SaoException if it uses an unknown rule
    static String rule(JsonNode root) {
        for (String pre : RULES) {
            ObjectNode described = JsonNodeFactory.instance.objectNode();
            describeSplit(described, pre);
            if (splitting(described).equals(splitting(root))) {
                return pre;
            }
        }
        throw new SaoException(
                "The model's tokenizer.json splits text by a rule that none of %s stands for: %s"
                        .formatted(RULES, root.path("pre_tokenizer")),
                "Keep the model as a Hugging Face folder, or convert it with llama.cpp's own converter.");
    }

    /// {@return the pre-tokenisation steps, without those that do not affect the ids}
    private static List<JsonNode> splitting(JsonNode root) {
        List<JsonNode> steps = new ArrayList<>();
        for (String part : List.of("normalizer", "pre_tokenizer")) {
            JsonNode node = root.path(part);
            String list = part.equals("normalizer") ? "normalizers" : "pretokenizers";
            Iterable<JsonNode> each = node.has(list) ? node.path(list) : List.of(node);
            for (JsonNode step : each) {
                if (step instanceof ObjectNode object) {
                    steps.add(object.deepCopy().without("trim_offsets"));
                }
            }
        }
        return steps;
    }

    /// {@return the merges as GGUF files write them: two pieces with a space between}
    ///
    /// @param merges of a `tokenizer.json`, each a text or a pair
    static List<String> merges(JsonNode merges) {
        List<String> written = new ArrayList<>(merges.size());
        for (JsonNode merge : merges) {
            written.add(
                    merge.isArray()
                            ? merge.path(0).asText() + " " + merge.path(1).asText()
                            : merge.asText());
        }
        return written;
    }

    private static void split(ArrayNode steps, String pattern) {
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", pattern);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject(), false);
    }

    private static void byteLevel(ObjectNode node, boolean splits) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", splits);
    }
}
