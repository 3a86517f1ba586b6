package sao.modelcommand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import sao.chat.ChatMessage;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.chat.Score;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.generation.EngineChatModel;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Scores the texts of one JSON line.
final class LineScorer implements Function<String, LineScorer.Scored> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REMEDY =
            "Write {\"messages\": [{\"role\": \"user\", \"content\": \"...\"}]} or {\"text\": \"...\"} or {\"tokens\": [1, 2]}.";

    private final EngineChatModel model;

    LineScorer(EngineChatModel model) {
        this.model = model;
    }

    /// The result for one line.
    ///
    /// @param tree the result that `--json` prints
    /// @param values the sum of log-probabilities of the text, or of each continuation; nats
    record Scored(ObjectNode tree, List<Double> values) {
        String json() {
            return tree.toString();
        }

        String sums() {
            return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    @Override
    public Scored apply(String line) {
        JsonNode asked = parse(line);
        JsonNode continuations = asked.get("continuations");
        if (continuations == null) {
            return whole(tokens(asked));
        }
        if (!continuations.isArray() || continuations.isEmpty()) {
            throw new SaoException("continuations is %s.".formatted(continuations), "Give a list of texts.");
        }
        List<String> texts = new ArrayList<>();
        continuations.forEach(text -> texts.add(text(text, "a continuation")));
        if (asked.has("messages")) {
            Score score = model.score(conversation(asked.get("messages")), texts);
            return scored(score.promptTokens().orElseThrow(), score.continuations());
        }
        return continued(tokens(asked), texts);
    }

    private Scored whole(TokenIds tokens) {
        LogProbabilities scores = model.scoreTokens(List.of(tokens)).getFirst();
        return new Scored(tree(tokens, scores), List.of(scores.sum()));
    }

    /// Scores each continuation as the end of a separate sequence.
    private Scored continued(TokenIds prompt, List<String> texts) {
        List<TokenIds> encoded = texts.stream().map(model.tokenizer()::encode).toList();
        List<LogProbabilities> whole =
                model.scoreTokens(encoded.stream().map(prompt::then).toList());
        List<Continuation> continuations = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            float[] scores = whole.get(i).toArray();
            int begin = scores.length - encoded.get(i).size();
            continuations.add(new Continuation(
                    encoded.get(i), LogProbabilities.of(Arrays.copyOfRange(scores, begin, scores.length))));
        }
        return scored(prompt, continuations);
    }

    private static Scored scored(TokenIds prompt, List<Continuation> continuations) {
        ObjectNode tree = JSON.createObjectNode();
        tree.set("tokens", JSON.valueToTree(prompt.toArray()));
        ArrayNode parts = tree.putArray("continuations");
        continuations.forEach(one -> parts.add(tree(one.tokens().orElseThrow(), one.logProbabilities())));
        return new Scored(
                tree,
                continuations.stream().map(one -> one.logProbabilities().sum()).toList());
    }

    private static ObjectNode tree(TokenIds tokens, LogProbabilities scores) {
        ObjectNode tree = JSON.createObjectNode();
        tree.set("tokens", JSON.valueToTree(tokens.toArray()));
        tree.set("logprobs", JSON.valueToTree(scores.toArray()));
        tree.put("sum", scores.sum());
        return tree;
    }

    private TokenIds tokens(JsonNode asked) {
        if (asked.has("messages")) {
            return model.tokens(conversation(asked.get("messages")), false);
        }
        if (asked.has("text")) {
            TokenIds ids = model.tokenizer().encode(text(asked.get("text"), "text"));
            TokenIds begun = model.tokenizer()
                    .addedBeginning()
                    .map(TokenIds::of)
                    .orElseGet(TokenIds::of)
                    .then(ids);
            if (begun.size() == 0) {
                throw new SaoException("text is empty.", REMEDY);
            }
            return begun;
        }
        if (asked.has("tokens")) {
            return ids(asked.get("tokens"));
        }
        throw new SaoException("It has neither messages nor text nor tokens.", REMEDY);
    }

    private static Conversation conversation(JsonNode messages) {
        List<ChatMessage> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            turns.add(new ChatMessage(
                    Role.of(text(message.path("role"), "role")), text(message.path("content"), "content")));
        }
        if (turns.isEmpty()) {
            throw new SaoException("messages is %s.".formatted(messages), REMEDY);
        }
        return new Conversation(turns);
    }

    private TokenIds ids(JsonNode tokens) {
        int size = model.tokenizer().vocabularySize();
        int[] ids = new int[tokens.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = tokens.get(i);
            if (!id.isInt() || id.intValue() < 0 || id.intValue() >= size) {
                throw new SaoException(
                        "token %d is %s, but the ids of this model are whole numbers from 0 to %d."
                                .formatted(i, id, size - 1),
                        "Encode the text with this model's tokenizer.");
            }
            ids[i] = id.intValue();
        }
        if (ids.length == 0) {
            throw new SaoException("tokens is %s.".formatted(tokens), REMEDY);
        }
        return TokenIds.of(ids);
    }

    private static String text(JsonNode node, String what) {
        if (!node.isTextual()) {
            throw new SaoException("%s is %s, not a text.".formatted(what, node), REMEDY);
        }
        return node.textValue();
    }

    private static JsonNode parse(String line) {
        try {
            JsonNode tree = JSON.readTree(line);
            if (tree.isObject()) {
                return tree;
            }
            throw new SaoException("The line is not a JSON object.", REMEDY);
        } catch (JsonProcessingException e) {
            throw new SaoException(
                    "The line is not JSON: %s.".formatted(Excerpt.ofJsonError(e.getOriginalMessage())), REMEDY, e);
        }
    }
}
