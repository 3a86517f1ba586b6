package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.stage.TinyModel;

/// A real server process that is told to stop while it answers.
class ServeProcessTest {
    private static final long LIMIT_SECONDS = 60;
    private static final Pattern ADDRESS = Pattern.compile("Serving (\\S+) at (http://127\\.0\\.0\\.1:\\d+/v1)");

    @TempDir
    private Path folder;

    private static Process start(Path model, int seconds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "sao.cli.Main",
                        "serve",
                        model.toString(),
                        "--port",
                        "0",
                        "--precision",
                        "fp32",
                        "--shutdown-timeout",
                        Integer.toString(seconds))
                .redirectErrorStream(true)
                .start();
    }

    private static String address(BufferedReader lines) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                assertThat(address.group(1)).isEqualTo("small-model");
                return address.group(2);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("it did not begin to serve: " + said);
    }

    @Test
    void toldToStopItFinishesWhatItHasBegun() throws IOException, InterruptedException {
        List<String> rest = stopped(400, 30);
        assertThat(rest).anyMatch(line -> line.contains("\"finish_reason\":\"length\""));
        assertThat(rest).contains("data: [DONE]");
    }

    @Test
    void whatDoesNotFinishInTimeEndsWithAnError() throws IOException, InterruptedException {
        List<String> rest = stopped(8_000, 0);
        List<String> last = rest.stream().filter(line -> !line.isEmpty()).toList();
        assertThat(last.getLast()).isEqualTo("data: [DONE]");
        assertThat(last.get(last.size() - 2)).contains("\"code\":503", "The server was stopped");
    }

    /// {@return the lines of a stream after the first, whose server was told to stop at its first}
    ///
    /// @param tokens of the answer
    /// @param seconds that running requests get
    private List<String> stopped(int tokens, int seconds) throws IOException, InterruptedException {
        Process process = start(TinyModel.write(folder.resolve("small-model"), 3), seconds);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String body = "{\"prompt\":[300],\"max_tokens\":%d,\"min_tokens\":%d,\"stream\":true,\"seed\":1}"
                    .formatted(tokens, tokens);
            HttpRequest request = HttpRequest.newBuilder(URI.create(address(lines) + "/completions"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            Iterator<String> events = response.body().iterator();
            assertThat(events.next()).startsWith("data: {");
            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            List<String> rest = new ArrayList<>();
            events.forEachRemaining(rest::add);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines.lines()).contains("Stopped.").noneMatch(line -> line.contains("Exception"));
            return rest;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
