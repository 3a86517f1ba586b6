package sao.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import sao.chat.Conversation;
import sao.chat.Role;

/// Tiny random reward models and what transformers computed with them; see `src/test/python/tiny_rewards.py`.
final class TinyRewards {
    private static final Path RESOURCES = resources();
    private static final JsonNode JSON = json(RESOURCES.resolve("rewards.json"));

    private TinyRewards() {}

    private static Path resources() {
        try {
            return Path.of(Objects.requireNonNull(TinyRewards.class.getResource("tiny-rewards"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the names of the families}
    static List<String> families() {
        return JSON.path("models")
                .valueStream()
                .map(model -> model.path("name").asText())
                .toList();
    }

    /// Makes the whole folder of a family: its model, and the tokenizer with the chat template.
    ///
    /// @return the folder, within `parent`
    static Path folder(String family, Path parent) {
        try {
            Path folder = Files.createDirectories(parent.resolve(family));
            for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
                Files.copy(RESOURCES.resolve(name), folder.resolve(name));
            }
            for (String name : List.of("config.json", "model.safetensors")) {
                Files.copy(RESOURCES.resolve(family).resolve(name), folder.resolve(name));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the conversations up to the answers}
    static List<Conversation> prompts() {
        List<Conversation> prompts = new ArrayList<>();
        for (JsonNode messages : JSON.path("prompts")) {
            Conversation prompt =
                    Conversation.ask(messages.path(0).path("content").asText());
            for (int i = 1; i < messages.size(); i++) {
                JsonNode message = messages.path(i);
                prompt = prompt.then(
                        Role.of(message.path("role").asText()),
                        message.path("content").asText());
            }
            prompts.add(prompt);
        }
        return prompts;
    }

    /// {@return the answers to each of the conversations}
    static List<String> answers() {
        return JSON.path("answers").valueStream().map(JsonNode::asText).toList();
    }

    /// {@return the ids of a conversation with an answer, as the tokenizer of transformers has them}
    static int[] ids(int prompt, int answer) {
        return JSON.path("ids")
                .path(prompt)
                .path(answer)
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    /// {@return the rewards of transformers for the answers to a conversation}
    ///
    /// @param precision of the arithmetic: `float32` or `bfloat16`
    static double[] rewards(String family, String precision, int prompt) {
        return JSON.path("models")
                .valueStream()
                .filter(model -> model.path("name").asText().equals(family))
                .findFirst()
                .orElseThrow()
                .path(precision)
                .path(prompt)
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
