package sao.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.pairtraining.PreferenceRow;

/// Reads the prompt and the answers from a row in any variant of TRL's preference format.
///
/// An invalid row causes an [IllegalArgumentException] whose message continues a sentence that begins with "Row
/// 7".
final class PreferenceRowReader {
    private PreferenceRowReader() {}

    /// {@return the pair in the row; empty if its answers differ in more than one message}
    ///
    /// @param name id of the pair if the row has no id
    static Optional<PreferenceRow> read(JsonNode row, String name) {
        if (!row.isObject()) {
            throw new IllegalArgumentException("is not a JSON object");
        }
        Labels labels = new Labels(row.path("id").asText(name), probability(row));
        JsonNode chosen = side(row, "chosen");
        JsonNode rejected = side(row, "rejected");
        if (chosen.isArray() && rejected.isArray()) {
            return messages(row.path("prompt"), messages(chosen), messages(rejected), labels);
        }
        if (chosen.isTextual() && rejected.isTextual()) {
            return Optional.of(texts(row.path("prompt"), chosen.asText(), rejected.asText(), labels));
        }
        throw new IllegalArgumentException("has messages on one side and a text on the other");
    }

    /// Reads the optional fields of a row.
    private record Labels(String id, double probability) {}

    private static JsonNode side(JsonNode row, String name) {
        JsonNode side = row.path(name);
        if (!side.isArray() && !side.isTextual()) {
            List<String> keys =
                    row.properties().stream().map(java.util.Map.Entry::getKey).toList();
            throw new IllegalArgumentException(
                    "has no `%s` that is a text or a list of messages (its keys: %s)".formatted(name, keys));
        }
        return side;
    }

    private static double probability(JsonNode row) {
        JsonNode p = row.path("p");
        if (p.isMissingNode() || p.isNull()) {
            return 1;
        }
        if (!p.isNumber() || !(p.asDouble() >= 0 && p.asDouble() <= 1)) {
            throw new IllegalArgumentException("has `p` %s, but a probability is from 0 to 1".formatted(p));
        }
        return p.asDouble();
    }

    private static Optional<PreferenceRow> messages(
            JsonNode prompt, List<ChatMessage> chosen, List<ChatMessage> rejected, Labels labels) {
        // also with a prompt of their own, many files begin both answers with it
        List<ChatMessage> shared = new ArrayList<>(chosen.subList(0, sharedMessages(chosen, rejected)));
        int answers = shared.size();
        if (prompt.isArray() && !startsWith(shared, messages(prompt))) {
            shared.addAll(0, messages(prompt));
        } else if (prompt.isTextual() && shared.isEmpty()) {
            shared.add(new ChatMessage(Role.USER, prompt.asText()));
        }
        if (shared.isEmpty()) {
            throw new IllegalArgumentException(
                    "has no prompt: no `prompt`, and its answers begin with no common message");
        }
        if (chosen.size() - answers != 1 || rejected.size() - answers != 1) {
            return Optional.empty();
        }
        return Optional.of(new PreferenceRow.Chat(
                labels.id(),
                new Conversation(shared),
                answer(chosen.getLast()),
                answer(rejected.getLast()),
                labels.probability()));
    }

    private static boolean startsWith(List<ChatMessage> messages, List<ChatMessage> beginning) {
        return messages.size() >= beginning.size()
                && messages.subList(0, beginning.size()).equals(beginning);
    }

    /// The last message of each side is its answer, even if both are equal.
    private static int sharedMessages(List<ChatMessage> chosen, List<ChatMessage> rejected) {
        int most = Math.min(chosen.size(), rejected.size()) - 1;
        int shared = 0;
        while (shared < most && chosen.get(shared).equals(rejected.get(shared))) {
            shared++;
        }
        return shared;
    }

    private static String answer(ChatMessage message) {
        if (message.role() != Role.ASSISTANT) {
            throw new IllegalArgumentException("ends with a message of the %s, but an answer is the assistant's"
                    .formatted(message.role().label()));
        }
        return message.content();
    }

    private static List<ChatMessage> messages(JsonNode list) {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : list) {
            String label = message.path("role").asText();
            JsonNode content = message.path("content");
            Optional<Role> role = role(label);
            if (role.isEmpty() || !content.isTextual()) {
                throw new IllegalArgumentException(
                        "has the message %s, but a message is {role: system | user | assistant, content: a text}"
                                .formatted(shortened(message.toString())));
            }
            messages.add(new ChatMessage(role.get(), content.asText()));
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("has an empty list of messages");
        }
        return messages;
    }

    private static Optional<Role> role(String label) {
        for (Role role : Role.values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }

    private static PreferenceRow texts(JsonNode prompt, String chosen, String rejected, Labels labels) {
        if (prompt.isArray()) {
            Conversation conversation = new Conversation(messages(prompt));
            return new PreferenceRow.Chat(labels.id(), conversation, chosen, rejected, labels.probability());
        }
        if (prompt.isTextual()) {
            return plain(prompt.asText(), chosen, rejected, labels);
        }
        int shared = sharedText(chosen, rejected);
        if (shared == 0) {
            throw new IllegalArgumentException("has no prompt: no `prompt`, and its answers begin with no common text");
        }
        return plain(chosen.substring(0, shared), chosen.substring(shared), rejected.substring(shared), labels);
    }

    private static PreferenceRow plain(String prompt, String chosen, String rejected, Labels labels) {
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException("has an empty `prompt`");
        }
        return new PreferenceRow.Plain(labels.id(), prompt, chosen, rejected, labels.probability());
    }

    /// A space before the first difference belongs to the answers, so that a space and the word after it are
    /// one token.
    private static int sharedText(String chosen, String rejected) {
        int shared = 0;
        while (shared < Math.min(chosen.length(), rejected.length())
                && chosen.charAt(shared) == rejected.charAt(shared)) {
            shared++;
        }
        if (shared > 0 && (chosen.charAt(shared - 1) == ' ' || Character.isHighSurrogate(chosen.charAt(shared - 1)))) {
            shared--;
        }
        return shared;
    }
}
