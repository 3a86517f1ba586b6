package sao.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The names of fields in our answers against those that a real server gave to the same requests.
class RecordedShapesTest {
    private static final Path RECORDED =
            Path.of(System.getProperty("sao.shared", "nowhere")).resolve("recorded/vllm-0.32.0-cpu");
    /// OpenAI's fields that this vLLM leaves empty, or out of its streams.
    private static final Set<String> MORE = Set.of(
            "/usage/prompt_tokens_details",
            "/usage/prompt_tokens_details/cached_tokens",
            "/usage/completion_tokens_details");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static ServedTinyModel served;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isDirectory(RECORDED), "recorded answers of real servers are not here");
        served = ServedTinyModel.start(folder.resolve("model"), Optional.empty(), 64);
    }

    @AfterAll
    static void stop() {
        if (served != null) {
            served.close();
        }
    }

    /// {@return the paths of all fields; maps keyed by tokens have one path for all their keys}
    private static Set<String> paths(JsonNode tree, String path) {
        Set<String> paths = new TreeSet<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            boolean keyed = (path.endsWith("/top_logprobs[]") && path.contains("/logprobs/top_logprobs"))
                    || path.endsWith("/prompt_logprobs[]");
            String own = path + "/" + (keyed ? "*" : field.getKey());
            paths.add(own);
            paths.addAll(paths(field.getValue(), own));
        }
        if (tree.isArray()) {
            tree.forEach(one -> paths.addAll(paths(one, path + "[]")));
        }
        return paths;
    }

    private static String ownRequest(JsonNode recorded) {
        String body = recorded.path("request").path("body").toString().replace("smollm2-135m-instruct", "tiny");
        return body.replace("[504,3575,282,4649,314,7042]", "[300,301,302]")
                .replace("[504,3575,282,4649,314]", "[300,301]")
                .replace("[504,3575]", "[299]")
                .replace("[330,389]", "[290,291]")
                .replace("[330,389,49,50]", "[290,291,49,50]");
    }

    private static Set<String> ofEvents(Iterable<JsonNode> events) {
        Set<String> paths = new TreeSet<>();
        events.forEach(event -> paths.addAll(paths(event, "")));
        return paths;
    }

    private static void compare(String name) throws IOException {
        JsonNode recorded = JSON.readTree(RECORDED.resolve(name + ".json").toFile());
        String path = recorded.path("request").path("path").asText();
        TestClient client = served.client();
        TestClient.Reply reply =
                recorded.path("request").path("method").asText().equals("GET")
                        ? client.get(path)
                        : client.post(path, ownRequest(recorded));
        assertThat(reply.status()).as("%s: %s", name, reply.body()).isEqualTo(200);
        JsonNode body = recorded.path("response").path("body");
        Set<String> wanted = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        if (body.has("_sse_first")) {
            for (String list : new String[] {"_sse_first", "_sse_last"}) {
                for (JsonNode line : body.path(list)) {
                    String data = line.asText();
                    if (data.startsWith("data: {")) {
                        wanted.addAll(paths(JSON.readTree(data.substring("data: ".length())), ""));
                    }
                }
            }
            found.addAll(ofEvents(reply.events()));
        } else {
            wanted.addAll(paths(body, ""));
            found.addAll(paths(reply.json(), ""));
        }
        found.removeIf(field -> MORE.contains(field) && !wanted.contains(field));
        assertThat(found).as(name).isEqualTo(wanted);
    }

    @Test
    void ourAnswersHaveTheFieldsOfARealServer() throws IOException {
        for (String name : new String[] {
            "models",
            "tokenize_text",
            "tokenize_chat",
            "detokenize",
            "chat_plain",
            "chat_logprobs",
            "chat_n2_seed",
            "chat_stream",
            "chat_stream_usage",
            "chat_return_token_ids",
            "chat_return_prompt_text",
            "chat_continue_final_message",
            "chat_prompt_logprobs",
            "completion_text",
            "completion_list_of_token_prompts",
            "completion_logprobs_5",
            "completion_logprobs_as_token_ids",
            "completion_logprob_token_ids_logprobs",
            "completion_echo_logprobs_max0",
            "completion_echo_logprobs_max1",
            "completion_echo_token_ids_prompt",
            "completion_prompt_logprobs",
            "completion_stream",
        }) {
            compare(name);
        }
    }
}
