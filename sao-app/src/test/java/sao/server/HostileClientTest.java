package sao.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import sao.error.SaoException;

/// Clients that break HTTP itself.
class HostileClientTest extends ServedTest {
    private static final String POST =
            "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    HostileClientTest() {
        super(8);
    }

    private Socket send(String text) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served().server().port());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private String answer(String request) throws IOException {
        try (Socket socket = send(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,'GET /health HTTP/1.1\r\nno colon\r\n\r\n'",
        "400,'GET /health HTTP/1.1\r\n\r\n'",
        "400,'NONSENSE\r\n\r\n'",
        "431,'GET /health HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n'",
    })
    void whatIsNotHttpIsAnsweredInTheProtocolsShape(int status, String request) throws IOException {
        String answer = answer(request.replace("\\r\\n", "\r\n").formatted("x".repeat(100_000)));
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/json");
        assertThat(TestClient.json(answer.substring(answer.indexOf('{')))
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedByItsLengthAlone() throws IOException {
        String answer = answer(POST + "Content-Length: 50000000\r\n\r\n{\"prompt\":");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("50,000,000 bytes", "RequestTooLargeError");
    }

    @Test
    void aClientThatGoesAwayWhileSendingLeavesNoTrace() throws IOException {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logged.start();
        logger.addAppender(logged);
        try {
            send(POST + "Content-Length: 1000\r\n\r\n{\"prompt\":").close();
            await(() -> client().get("/metrics").body().contains("path=\"/v1/completions\",status=\"499\""));
            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isEmpty();
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void aPortThatIsTakenIsFoundWithoutAModel() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerSettings settings =
                    new ServerSettings("127.0.0.1", taken.getLocalPort(), Optional.empty(), "tiny", 1);
            assertThatThrownBy(() -> ModelServer.requireFree(settings))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("Port %d of 127.0.0.1 is taken".formatted(taken.getLocalPort()));
        }
        ModelServer.requireFree(new ServerSettings("127.0.0.1", 0, Optional.empty(), "tiny", 1));
    }
}
