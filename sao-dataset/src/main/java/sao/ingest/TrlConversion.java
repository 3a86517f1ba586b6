package sao.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Converts rows in the formats of other datasets to TRL's preference format.
///
/// Two formats are known. UltraFeedback's has `instruction` and `completions`, each with a `response` and an
/// `overall_score`; the completions with the highest and the lowest score form the pair. Anthropic HH's has the
/// texts `chosen` and `rejected`, which are whole dialogues of `Human:` and `Assistant:`.
final class TrlConversion {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern TURN = Pattern.compile("(?:^|\\n\\n)(Human|Assistant): ?");

    private TrlConversion() {}

    /// {@return the row in TRL's format; unchanged if it has no other known format; empty if all its scores are
    /// equal}
    static Optional<JsonNode> of(JsonNode row) {
        if (row.path("instruction").isTextual() && row.path("completions").isArray()) {
            return bestAndWorst(row);
        }
        JsonNode chosen = row.path("chosen");
        JsonNode rejected = row.path("rejected");
        if (!row.has("prompt") && isDialogue(chosen) && isDialogue(rejected)) {
            ObjectNode converted = row.deepCopy();
            converted.set("chosen", turns(chosen.asText()));
            converted.set("rejected", turns(rejected.asText()));
            return Optional.of(converted);
        }
        return Optional.of(row);
    }

    private static Optional<JsonNode> bestAndWorst(JsonNode row) {
        JsonNode best = NODES.missingNode();
        JsonNode worst = NODES.missingNode();
        for (JsonNode completion : row.path("completions")) {
            double score = score(completion);
            if (!completion.path("response").isTextual() || Double.isNaN(score)) {
                continue;
            }
            if (best.isMissingNode() || score > score(best)) {
                best = completion;
            }
            if (worst.isMissingNode() || score < score(worst)) {
                worst = completion;
            }
        }
        if (best.isMissingNode() || score(best) == score(worst)) {
            return Optional.empty();
        }
        ObjectNode converted = NODES.objectNode();
        if (row.has("id")) {
            converted.set("id", row.path("id"));
        }
        converted.set(
                "prompt",
                NODES.arrayNode().add(message("user", row.path("instruction").asText())));
        converted.set(
                "chosen",
                NODES.arrayNode().add(message("assistant", best.path("response").asText())));
        converted.set(
                "rejected",
                NODES.arrayNode()
                        .add(message("assistant", worst.path("response").asText())));
        return Optional.of(converted);
    }

    private static double score(JsonNode completion) {
        JsonNode score = completion.path("overall_score");
        return score.isNumber() ? score.asDouble() : Double.NaN;
    }

    private static boolean isDialogue(JsonNode text) {
        return text.isTextual()
                && text.asText().startsWith("\n\nHuman:")
                && text.asText().contains("\n\nAssistant:");
    }

    private static ArrayNode turns(String dialogue) {
        ArrayNode turns = NODES.arrayNode();
        Matcher turn = TURN.matcher(dialogue);
        boolean found = turn.find();
        while (found) {
            String role = turn.group(1).equals("Human") ? "user" : "assistant";
            int start = turn.end();
            found = turn.find();
            turns.add(message(
                    role,
                    dialogue.substring(start, found ? turn.start() : dialogue.length())
                            .strip()));
        }
        return turns;
    }

    private static ObjectNode message(String role, String content) {
        return NODES.objectNode().put("role", role).put("content", content);
    }
}
