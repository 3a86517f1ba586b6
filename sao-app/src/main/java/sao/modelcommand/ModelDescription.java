package sao.modelcommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.configfile.HuggingFaceConfigWriter;
import sao.model.ModelSource;
import sao.weights.WeightSource;

/// Describes a model's configuration and tensors as text and as JSON.
///
/// @param source the opened model source; only headers are read
record ModelDescription(ModelSource source) {
    private static final Map<String, Integer> BYTES = new TreeMap<>(Map.of("fp32", 4, "bf16", 2, "int8", 1));

    /// {@return the description as one JSON object}
    String json() {
        ModelConfig config = source.config();
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("path", source.path().toString());
        root.put("format", source.folder().isPresent() ? "hf" : "gguf");
        root.put("architecture", config.family().className());
        root.put("text_part", source.isTextPart());
        root.set("config", HuggingFaceConfigWriter.write(config));
        root.put("parameters", config.parameterCount());
        ObjectNode memory = root.putObject("weight_bytes");
        BYTES.forEach((precision, bytes) -> memory.put(precision, bytes * config.parameterCount()));
        ObjectNode cache = root.putObject("kv_cache_bytes_per_token");
        cache.put("fp32", 4 * cachedNumbers()).put("bf16", 2 * cachedNumbers());
        ObjectNode types = root.putObject("types");
        types().forEach(types::put);
        ObjectNode tokens = root.putObject("special_tokens");
        roles().forEach(tokens::put);
        source.endOfTurn().forEach(root.putArray("end_of_turn")::add);
        root.put("adds_beginning", source.tokenizer().addedBeginning().isPresent());
        root.put("chat_template", source.tokenizerConfig().chatTemplate());
        WeightSource weights = source.weights();
        var tensors = root.putArray("tensors");
        for (String name : weights.names()) {
            ObjectNode tensor = tensors.addObject().put("name", name).put("type", weights.storedAs(name));
            Arrays.stream(weights.shape(name)).forEach(tensor.putArray("shape")::add);
        }
        return root.toPrettyString();
    }

    /// {@return the description as text, with equal tensors of all layers on one line}
    List<String> lines() {
        ModelConfig config = source.config();
        List<String> lines = new ArrayList<>();
        add(lines, "model", source.path());
        String part = source.isTextPart() ? ", the text part of a model that also sees pictures" : "";
        add(lines, "architecture", config.family().className() + part);
        add(lines, "parameters", String.format(Locale.ROOT, "%,d", config.parameterCount()));
        add(
                lines,
                "shape",
                "%d layers, width %d, feed-forward %d, %d heads, %d key-value heads of %d"
                        .formatted(
                                config.layers(),
                                config.width(),
                                config.feedForwardWidth(),
                                config.heads(),
                                config.keyValueHeads(),
                                config.headWidth()));
        add(lines, "vocabulary", config.vocabularySize() + (config.tiedEmbeddings() ? ", head tied" : ""));
        if (config.head() == OutputHead.REWARD) {
            add(lines, "head", "one reward: for judge.kind reward");
        }
        add(lines, "context", config.contextTokens() + " tokens");
        add(lines, "weights", memory());
        add(
                lines,
                "key-value cache",
                "%,d bytes a token in bf16, %,d in fp32".formatted(2 * cachedNumbers(), 4 * cachedNumbers()));
        add(lines, "types", types());
        add(lines, "special tokens", roles());
        add(lines, "turns end with", source.endOfTurn());
        String template = source.tokenizerConfig().chatTemplate();
        add(lines, "chat template", template.isEmpty() ? "none: a base model" : "");
        template.lines().map("    "::concat).forEach(lines::add);
        add(lines, "tensors", "");
        grouped().forEach((tensor, count) -> lines.add("    %s%s".formatted(tensor, count == 1 ? "" : "  x " + count)));
        return lines;
    }

    private String memory() {
        StringBuilder memory = new StringBuilder();
        BYTES.forEach((precision, bytes) -> memory.append(memory.isEmpty() ? "" : ", ")
                .append(precision)
                .append(' ')
                .append(megabytes(bytes * source.config().parameterCount())));
        return memory.toString();
    }

    private static void add(List<String> lines, String label, Object value) {
        lines.add("%-16s %s".formatted(label, value).stripTrailing());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }

    /// {@return the number of values that one position occupies in the KV cache: keys and values of all layers
    /// and heads}
    private long cachedNumbers() {
        ModelConfig config = source.config();
        return 2L * config.layers() * config.keyValueHeads() * config.headWidth();
    }

    private Map<String, Integer> types() {
        Map<String, Integer> types = new TreeMap<>();
        source.weights().names().forEach(name -> types.merge(source.weights().storedAs(name), 1, Integer::sum));
        return types;
    }

    private Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>(source.tokenizerConfig().specialTokens());
        roles.replaceAll((_, token) ->
                source.tokenizer().idOf(token).map(id -> token + " " + id).orElse(token));
        return roles;
    }

    private Map<String, Integer> grouped() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (String name : source.weights().names()) {
            String tensor = "%s %s %s"
                    .formatted(
                            name.replaceFirst("\\.layers\\.\\d+\\.", ".layers.*."),
                            Arrays.toString(source.weights().shape(name)),
                            source.weights().storedAs(name));
            groups.merge(tensor, 1, Integer::sum);
        }
        return groups;
    }
}
