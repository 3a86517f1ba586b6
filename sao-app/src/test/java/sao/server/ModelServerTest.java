package sao.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.generation.GenerationRequest;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// What the server says is what the engine says.
class ModelServerTest extends ServedTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";
    private static final Conversation QUESTION = Conversation.ask("how can a quiet clock");

    ModelServerTest() {
        super(64);
    }

    private static String chat(String more) {
        return "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"how can a quiet clock\"}],%s}"
                .formatted(more);
    }

    private static List<Integer> ids(JsonNode list) {
        List<Integer> ids = new ArrayList<>();
        list.forEach(id -> ids.add(id.asInt()));
        return ids;
    }

    @Test
    void chatAnswersAreTheEngines() {
        Generation wanted = served().engine().generate(QUESTION, SamplingSettings.of(0.8, 0.9, 30), 2, 17);
        JsonNode found = ask(
                CHAT,
                chat("\"n\":2,\"seed\":17,\"temperature\":0.8,\"top_p\":0.9,\"max_tokens\":30,"
                        + "\"return_token_ids\":true,\"logprobs\":true"));
        assertThat(ids(found.path("prompt_token_ids")))
                .isEqualTo(ids(Json.ids(wanted.promptTokens().orElseThrow())));
        for (int i = 0; i < 2; i++) {
            Answer answer = wanted.answers().get(i);
            JsonNode choice = found.path("choices").path(i);
            assertThat(choice.path("message").path("content").asText()).isEqualTo(answer.text());
            assertThat(ids(choice.path("token_ids")))
                    .isEqualTo(ids(Json.ids(answer.tokens().orElseThrow())));
            assertThat(choice.path("finish_reason").asText())
                    .isEqualTo(answer.finishReason().label());
            JsonNode tokens = choice.path("logprobs").path("content");
            assertThat(tokens).hasSize(answer.tokens().orElseThrow().size());
            for (int j = 0; j < tokens.size(); j++) {
                assertThat(tokens.path(j).path("logprob").floatValue())
                        .isEqualTo(answer.logProbabilities().orElseThrow().get(j));
            }
        }
        JsonNode usage = found.path("usage");
        assertThat(usage.path("completion_tokens").asInt())
                .isEqualTo(wanted.usage().completionTokens());
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(wanted.promptTokens().orElseThrow().size()
                        + wanted.usage().completionTokens());
    }

    @Test
    void aStreamSaysTheSameInPieces() {
        String settings = "\"n\":2,\"seed\":5,\"temperature\":1.1,\"max_tokens\":25,\"logprobs\":true,"
                + "\"top_logprobs\":3,\"return_token_ids\":true,\"stop\":[\" river\",\"x y\"]";
        JsonNode whole = ask(CHAT, chat(settings));
        TestClient.Reply reply =
                client().post(CHAT, chat(settings + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(reply.status()).isEqualTo(200);
        List<JsonNode> events = reply.events();
        StringBuilder[] texts = {new StringBuilder(), new StringBuilder()};
        List<List<JsonNode>> tokens = List.of(new ArrayList<>(), new ArrayList<>());
        String[] reasons = {"", ""};
        for (JsonNode event : events) {
            for (JsonNode choice : event.path("choices")) {
                int index = choice.path("index").asInt();
                texts[index].append(choice.path("delta").path("content").asText());
                choice.path("logprobs").path("content").forEach(tokens.get(index)::add);
                reasons[index] = choice.path("finish_reason").asText(reasons[index]);
            }
        }
        for (int i = 0; i < 2; i++) {
            JsonNode choice = whole.path("choices").path(i);
            assertThat(texts[i].toString())
                    .isEqualTo(choice.path("message").path("content").asText());
            assertThat(tokens.get(i))
                    .containsExactlyElementsOf(choice.path("logprobs").path("content"));
            assertThat(reasons[i]).isEqualTo(choice.path("finish_reason").asText());
        }
        JsonNode last = events.getLast();
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.path("usage").path("completion_tokens"))
                .isEqualTo(whole.path("usage").path("completion_tokens"));
    }

    /// {@return an answer of at least 12 tokens, and the seed that gives it}
    private JsonNode longAnswer(String path, String body) {
        for (int seed = 0; seed < 50; seed++) {
            JsonNode answer = ask(path, body.replace("SEED", String.valueOf(seed)));
            if (answer.path("usage").path("completion_tokens").asInt() >= 12) {
                return ((ObjectNode) answer).put("seed", seed);
            }
        }
        throw new AssertionError("no answer is long");
    }

    @Test
    void aStopTextEndsTheAnswerAndIsNamed() {
        JsonNode free = longAnswer(CHAT, chat("\"seed\":SEED,\"max_tokens\":30"));
        String whole =
                free.path("choices").path(0).path("message").path("content").asText();
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 4);
        String settings = "\"seed\":%d,\"max_tokens\":30,\"stop\":\"%s\""
                .formatted(free.path("seed").asInt(), stop);
        JsonNode cut = ask(CHAT, chat(settings)).path("choices").path(0);
        String text = whole.substring(0, whole.indexOf(stop));
        assertThat(cut.path("message").path("content").asText()).isEqualTo(text);
        assertThat(cut.path("stop_reason").asText()).isEqualTo(stop);
        assertThat(cut.path("finish_reason").asText()).isEqualTo("stop");
        JsonNode kept = ask(CHAT, chat(settings + ",\"include_stop_str_in_output\":true"));
        assertThat(kept.path("choices").path(0).path("message").path("content").asText())
                .isEqualTo(text + stop);
    }

    @Test
    void aStopTokenEndsTheAnswerAndIsNamed() {
        String body = "{\"prompt\":[300,301],\"seed\":SEED,\"max_tokens\":30,\"return_token_ids\":true%s}";
        JsonNode free = longAnswer(TEXT, body.formatted(""));
        List<Integer> ids = ids(free.path("choices").path(0).path("token_ids"));
        int stop = ids.get(6);
        String stopping = body.formatted(",\"stop_token_ids\":[%d]".formatted(stop))
                .replace("SEED", free.path("seed").asText());
        JsonNode cut = ask(TEXT, stopping).path("choices").path(0);
        assertThat(ids(cut.path("token_ids"))).isEqualTo(ids.subList(0, ids.indexOf(stop) + 1));
        assertThat(cut.path("stop_reason").asInt()).isEqualTo(stop);
        assertThat(cut.path("finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void promptsComeAsTextOrIdsOneOrMany() {
        String text = "how can a river";
        TokenIds ids = served().engine().tokenizer().encodeWithSpecials(text);
        String settings = "\"temperature\":0,\"max_tokens\":6,\"return_token_ids\":true";
        JsonNode one = ask(TEXT, "{\"prompt\":\"%s\",%s}".formatted(text, settings));
        JsonNode many = ask(TEXT, "{\"prompt\":[%s,[260,261]],\"n\":2,%s}".formatted(ids, settings));
        JsonNode texts = ask(TEXT, "{\"prompt\":[\"%s\",\"old\"],%s}".formatted(text, settings));
        JsonNode wanted = one.path("choices").path(0).path("token_ids");
        assertThat(many.path("choices")).hasSize(4);
        assertThat(many.path("choices").path(1).path("token_ids")).isEqualTo(wanted);
        assertThat(many.path("choices").path(2).path("index").asInt()).isEqualTo(2);
        assertThat(ids(many.path("choices").path(3).path("prompt_token_ids"))).containsExactly(260, 261);
        assertThat(texts.path("choices").path(0).path("token_ids")).isEqualTo(wanted);
        assertThat(texts.path("choices")).hasSize(2);
    }

    @Test
    void anEchoedPromptHasTheScoresOfTheEngine() {
        TokenIds ids = served().engine().tokenizer().encode("how can a quiet river repair the old bridge");
        LogProbabilities scores = served().engine().scoreTokens(List.of(ids)).getFirst();
        for (int more : new int[] {0, 1, 3}) {
            JsonNode choice = ask(
                            TEXT,
                            "{\"prompt\":%s,\"max_tokens\":%d,\"echo\":true,\"logprobs\":2,\"temperature\":0,"
                                            .formatted(ids, more)
                                    + "\"min_tokens\":%d}".formatted(more))
                    .path("choices")
                    .path(0);
            JsonNode values = choice.path("logprobs").path("token_logprobs");
            assertThat(values).hasSize(ids.size() + more);
            assertThat(values.path(0).isNull()).isTrue();
            for (int i = 1; i < ids.size(); i++) {
                assertThat(values.path(i).floatValue()).isCloseTo(scores.get(i - 1), within(1e-5f));
            }
            String text = choice.path("text").asText();
            JsonNode tokens = choice.path("logprobs").path("tokens");
            JsonNode offsets = choice.path("logprobs").path("text_offset");
            for (int i = 0; i < ids.size(); i++) { // a special token of the answer leaves no text
                assertThat(text.substring(offsets.path(i).asInt()))
                        .startsWith(tokens.path(i).asText());
            }
            assertThat(choice.path("prompt_logprobs")).hasSize(ids.size());
        }
    }

    @Test
    void labelsAreReadByTheirIds() {
        JsonNode logprobs = ask(
                        TEXT,
                        "{\"prompt\":[300,301,302],\"max_tokens\":1,\"temperature\":0,\"logprobs\":0,"
                                + "\"logprob_token_ids\":[290,291],\"return_tokens_as_token_ids\":true}")
                .path("choices")
                .path(0)
                .path("logprobs");
        JsonNode top = logprobs.path("top_logprobs").path(0);
        assertThat(top.has("token_id:290") && top.has("token_id:291")).isTrue();
        for (int label : new int[] {290, 291}) {
            LogProbabilities scored = served().engine()
                    .scoreTokens(List.of(TokenIds.of(300, 301, 302, label)))
                    .getFirst();
            assertThat(top.path("token_id:" + label).floatValue()).isCloseTo(scored.get(2), within(1e-4f));
        }
    }

    @Test
    void theWorkIsCounted() {
        ask(CHAT, chat("\"max_tokens\":3"));
        String metrics = client().get("/metrics").body();
        assertThat(metrics)
                .contains(
                        "sao_requests_total{path=\"/v1/chat/completions\",status=\"200\"}",
                        "sao_slots 4\n",
                        "# TYPE sao_request_seconds histogram");
        assertThat(metrics).doesNotContainPattern("sao_generated_tokens_total 0\n");
        assertThat(client().get("/health").status()).isEqualTo(200);
        JsonNode models = client().get("/v1/models").json();
        assertThat(models.path("data").path(0).path("id").asText()).isEqualTo("tiny");
        assertThat(models.path("data").path(0).path("max_model_len").asInt()).isEqualTo(8192);
        assertThat(client().get("/v1/models/tiny").status()).isEqualTo(200);
    }

    @Test
    void aRequestThatFitsNoContextLeavesTheEngineWell() {
        String prompt = "[" + "300,".repeat(9_000) + "300]";
        TestClient.Reply reply = client().post(TEXT, "{\"prompt\":%s,\"max_tokens\":1}".formatted(prompt));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("message").asText()).contains("8192", "9001", "Shorten");
        assertThat(client().post(TEXT, "{\"prompt\":[300],\"max_tokens\":8192}").status())
                .isEqualTo(400);
        assertThat(client().post(CHAT, chat("\"max_completion_tokens\":9000")).status())
                .isEqualTo(400);
        assertThat(ask(TEXT, "{\"prompt\":[300],\"max_tokens\":2,\"seed\":1}")
                        .path("choices")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo(served().engine()
                        .begin(new GenerationRequest(TokenIds.of(300), SamplingSettings.of(1, 1, 2), 1, 1))
                        .await()
                        .answers()
                        .getFirst()
                        .text());
    }
}
