package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Asks a server over loopback.
record TestClient(HttpClient http, int port) {
    private static final JsonMapper JSON = new JsonMapper();

    /// An answer.
    record Reply(int status, String body) {
        JsonNode json() {
            return TestClient.json(body);
        }

        /// {@return the data of each event of a stream, without the last, which says that it is done}
        List<JsonNode> events() {
            List<JsonNode> events = new ArrayList<>();
            List<String> lines = Pattern.compile("\n\n").splitAsStream(body).toList();
            for (String line : lines) {
                if (!line.equals("data: [DONE]")) {
                    events.add(TestClient.json(line.substring("data: ".length())));
                }
            }
            if (!lines.getLast().equals("data: [DONE]")) {
                throw new AssertionError("the stream does not say that it is done: " + body);
            }
            return events;
        }
    }

    static TestClient of(int port) {
        return new TestClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), port);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }

    Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Reply get(String path) {
        return send(request(path).build());
    }

    Reply post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
