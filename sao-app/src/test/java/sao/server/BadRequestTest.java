package sao.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.error.SaoException;

/// Requests that cannot be answered, clients without a token, and clients that go away.
class BadRequestTest extends ServedTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";

    BadRequestTest() {
        super(2);
    }

    private static void isError(TestClient.Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        JsonNode error = reply.json().path("error");
        assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("Exception", "at sao.");
        assertThat(error.path("type").asText()).endsWith("Error");
        assertThat(error.path("code").asInt()).isEqualTo(status);
        assertThat(error.has("param")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"messages\": [|",
                "[]|",
                "{}|messages",
                "{\"messages\": []}|messages",
                "{\"messages\": \"Hi\"}|messages",
                "{\"messages\": [{\"role\": \"nobody\", \"content\": \"x\"}]}|messages",
                "{\"messages\": [{\"role\": \"user\"}]}|messages",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]}|messages",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"continue_final_message\": true}"
                        + "|continue_final_message",
            })
    void aWrongConversationIsRefusedByName(String body, String parameter) {
        TestClient.Reply reply = client().post(CHAT, body);
        isError(reply, 400);
        if (parameter != null) {
            assertThat(reply.json().path("error").path("param").asText()).isEqualTo(parameter);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\": -1",
                "\"temperature\": \"hot\"",
                "\"top_p\": 2",
                "\"top_p\": 0",
                "\"top_k\": -2",
                "\"min_p\": 1.5",
                "\"repetition_penalty\": 0",
                "\"frequency_penalty\": 3",
                "\"presence_penalty\": -2.5",
                "\"n\": 0",
                "\"n\": 1.5",
                "\"max_tokens\": 0",
                "\"max_tokens\": \"many\"",
                "\"min_tokens\": 500",
                "\"seed\": 1e30",
                "\"stop\": [\"\"]",
                "\"stop_token_ids\": [99999]",
                "\"logprobs\": 21",
                "\"logprob_token_ids\": [3]",
                "\"prompt_logprobs\": 40",
                "\"echo\": \"yes\"",
                "\"logit_bias\": {\"3\": 1}",
                "\"structured_outputs\": {\"choice\": [\"a\"]}",
                "\"suffix\": \"x\"",
                "\"ignore_eos\": true",
                "\"best_of\": 3",
                "\"response_format\": {\"type\": \"json_object\"}",
            })
    void aWrongFieldIsRefusedByName(String field) {
        TestClient.Reply reply = client().post(TEXT, "{\"prompt\": [300], %s}".formatted(field));
        isError(reply, 400);
        String name = field.substring(1, field.indexOf('"', 1));
        assertThat(reply.json().path("error").path("param").asText()).isEqualTo(name);
        assertThat(reply.json().path("error").path("message").asText()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "[99999]", "[-1]", "[[300], []]", "{}", "7", "[300, \"a\"]"})
    void aWrongPromptIsRefused(String prompt) {
        isError(client().post(TEXT, "{\"prompt\": %s}".formatted(prompt)), 400);
    }

    @Test
    void whatDoesNotFitTheContextIsRefusedWithTheNumbers() {
        String ids = "300, ".repeat(8_999) + "300";
        for (String body : new String[] {
            "{\"prompt\": [300], \"max_tokens\": 9000}",
            "{\"prompt\": [%s], \"max_tokens\": 1}".formatted(ids),
            "{\"prompt\": [%s], \"max_tokens\": 0, \"echo\": true, \"logprobs\": 1}".formatted(ids)
        }) {
            TestClient.Reply reply = client().post(TEXT, body);
            isError(reply, 400);
            assertThat(reply.json().path("error").path("message").asText()).contains("8192", "9000");
        }
    }

    @Test
    void unknownFieldsAndNullsAreAsIfTheyWereNotThere() {
        TestClient.Reply reply = client().post(
                        TEXT,
                        "{\"prompt\": [300], \"max_tokens\": 1, \"no_such_field\": 1, \"seed\": null, \"stop\": null}");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsSaidInTheProtocolsShape() {
        isError(client().get("/v1/nothing"), 404);
        isError(client().get(CHAT), 405);
        isError(client().post(TEXT, "{\"prompt\": [300], \"model\": \"other\"}"), 404);
        isError(client().get("/v1/models/other"), 404);
        isError(
                client().send(client().request(TEXT)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": [300]}"))
                        .build()),
                400);
        isError(client().post(TEXT, " ".repeat(33 << 20)), 413);
    }

    @Test
    void aServerForOthersAsksForItsToken(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> new ServerSettings("0.0.0.0", 0, Optional.empty(), "m", 1))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("--token");
        try (ServedTinyModel guarded = ServedTinyModel.start(folder.resolve("guarded"), Optional.of("s3cret"), 2)) {
            TestClient stranger = guarded.client();
            isError(stranger.get("/v1/models"), 401);
            isError(stranger.post("/tokenize", "{\"prompt\": \"x\"}"), 401);
            isError(
                    stranger.send(stranger.request("/v1/models")
                            .header("Authorization", "Bearer wrong")
                            .build()),
                    401);
            assertThat(stranger.get("/health").status()).isEqualTo(200);
            assertThat(stranger.send(stranger.request("/v1/models")
                                    .header("Authorization", "Bearer s3cret")
                                    .build())
                            .status())
                    .isEqualTo(200);
        }
    }

    private Socket raw(String head, String body) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served().server().port());
        OutputStream out = socket.getOutputStream();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write((head + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(bytes.length))
                .getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
        return socket;
    }

    @Test
    void aPageOfAnotherSiteIsTurnedAway() throws IOException {
        try (Socket socket = raw("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n", "")) {
            byte[] first = socket.getInputStream().readNBytes(12);
            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayEndsItsGeneration(boolean stream) throws IOException {
        String body = "{\"prompt\": [300], \"max_tokens\": 8000, \"min_tokens\": 8000, \"n\": 2, \"stream\": %s}"
                .formatted(stream);
        Socket socket = raw("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n", body);
        await(() -> served().engine().load().decoding() == 2);
        socket.close();
        await(() -> served().engine().load().decoding() == 0);
        await(() -> client().get("/metrics").body().contains("status=\"499\""));
    }

    @Test
    void moreRequestsThanTheQueueHoldsAreSentAway() throws IOException {
        String body = "{\"prompt\": [300], \"max_tokens\": 8000, \"min_tokens\": 8000}";
        String head = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n";
        try (Socket _ = raw(head, body);
                Socket _ = raw(head, body)) {
            await(() -> served().engine().load().decoding() == 2);
            isError(client().post(TEXT, "{\"prompt\": [300], \"max_tokens\": 1}"), 503);
        }
        await(() -> served().engine().load().decoding() == 0);
        await(() ->
                client().post(TEXT, "{\"prompt\": [300], \"max_tokens\": 1}").status() == 200);
    }
}
