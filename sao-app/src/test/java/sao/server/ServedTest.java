package sao.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that ask one server over a tiny model.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedTest {
    private static final long LIMIT_NANOSECONDS = 20_000_000_000L;

    private final int queue;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private ServedTinyModel served;

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    /// @param queue as in the server's settings
    ServedTest(int queue) {
        this.queue = queue;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        served = ServedTinyModel.start(folder.resolve("model"), Optional.empty(), queue);
        client = served.client();
    }

    @AfterAll
    void stop() {
        served.close();
    }

    ServedTinyModel served() {
        return served;
    }

    TestClient client() {
        return client;
    }

    /// {@return the answer to a request that must be answered}
    JsonNode ask(String path, String body) {
        TestClient.Reply reply = client.post(path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + LIMIT_NANOSECONDS;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
