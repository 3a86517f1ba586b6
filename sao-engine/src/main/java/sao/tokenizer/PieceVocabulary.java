package sao.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Byte-pair encoding over characters as trained by SentencePiece (Llama 2, Gemma): spaces are written as
/// U+2581, unknown characters are encoded as bytes, and the scores of the pieces determine the order of
/// merges.
final class PieceVocabulary {
    private static final String SPACE = "\u2581";

    private record Merge(String left, String right, int leftId, int rightId, float score) {}

    private PieceVocabulary() {}

    /// Describes such a tokenizer.
    ///
    /// @param root of the `tokenizer.json`
    /// @param scores of the pieces: the higher, the earlier it is merged
    /// @param kinds kinds of the pieces, with GGUF's numbers
    /// @param spaceBefore whether a text gets a space before it
    static void describe(
            ObjectNode root, List<String> tokens, List<Float> scores, List<Integer> kinds, boolean spaceBefore) {
        describeSpaces(root, spaceBefore);
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        int unknown = kinds.indexOf(TokenKind.UNKNOWN);
        model.put("unk_token", unknown < 0 ? "<unk>" : tokens.get(unknown));
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", true);
        model.put("byte_fallback", true);
        model.put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        for (Merge merge : merges(tokens, scores, kinds)) {
            merges.addArray().add(merge.left()).add(merge.right());
        }
    }

    private static void describeSpaces(ObjectNode root, boolean spaceBefore) {
        ArrayNode normalizers =
                root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (spaceBefore) {
            normalizers.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        replace(normalizers.addObject(), " ", SPACE);
        root.putNull("pre_tokenizer");
        root.putNull("post_processor");
        ArrayNode decoders = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(decoders.addObject(), SPACE, " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        if (spaceBefore) {
            decoders.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
    }

    private static void replace(ObjectNode node, String from, String to) {
        node.put("type", "Replace");
        node.putObject("pattern").put("String", from);
        node.put("content", to);
    }

    /// {@return all merges of two pieces into a piece, the best-scored piece first}
    private static List<Merge> merges(List<String> tokens, List<Float> scores, List<Integer> kinds) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            if (kinds.get(id) == TokenKind.NORMAL || kinds.get(id) == TokenKind.USER_DEFINED) {
                ids.put(tokens.get(id), id);
            }
        }
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            String piece = tokens.get(id);
            if (kinds.get(id) != TokenKind.NORMAL) {
                continue;
            }
            List<Merge> ways = new ArrayList<>();
            for (int at = 1; at < piece.length(); at++) {
                Integer left = ids.get(piece.substring(0, at));
                Integer right = ids.get(piece.substring(at));
                if (left != null && right != null) {
                    ways.add(new Merge(piece.substring(0, at), piece.substring(at), left, right, scores.get(id)));
                }
            }
            ways.sort(Comparator.comparingInt(Merge::leftId).thenComparingInt(Merge::rightId));
            merges.addAll(ways);
        }
        merges.sort(Comparator.comparingDouble(Merge::score).reversed());
        return merges;
    }

    /// {@return scores that order the pieces as the merges do}
    ///
    /// @param tokens of the vocabulary, by id
    /// @param merges of a `tokenizer.json`, each a text or a pair
    static List<Float> scores(List<String> tokens, JsonNode merges) {
        Map<String, Float> scores = new HashMap<>();
        for (JsonNode merge : merges) {
            String made = merge.isArray()
                    ? merge.path(0).asText() + merge.path(1).asText()
                    : merge.asText().replaceFirst(" ", "");
            scores.putIfAbsent(made, (float) -scores.size());
        }
        float last = -scores.size(); // what no merge makes
        return tokens.stream()
                .map(token -> Objects.requireNonNullElse(scores.get(token), last))
                .toList();
    }

    /// {@return whether a `tokenizer.json` puts a space before a text}
    static boolean spaceBefore(JsonNode root) {
        JsonNode normalizer = root.path("normalizer");
        JsonNode splitter = root.path("pre_tokenizer");
        boolean prepended = normalizer.path("type").asText().equals("Prepend");
        for (JsonNode step : normalizer.path("normalizers")) {
            prepended |= step.path("type").asText().equals("Prepend");
        }
        return prepended
                || (splitter.path("type").asText().equals("Metaspace")
                        && !splitter.path("prepend_scheme").asText("always").equals("never"));
    }
}
