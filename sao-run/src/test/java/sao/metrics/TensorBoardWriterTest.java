package sao.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
    /// Made by TensorBoard 2.21.0: RecordWriter over Event(wall_time=1700000000.5,
    /// file_version="brain.Event:2") and Event(wall_time=1700000001.25, step=300, train/loss = 0.6931).
    private static final String EXPECTED = "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a32"
            + "2b3531102100000000000000017becf60900005040fc54d94110ac022a130a110a0a747261696e2f6c6f737315006f313f4ed662e7";

    @TempDir
    Path folder;

    @Test
    void writesTheBytesThatTensorBoardWrites() throws IOException {
        try (var writer = TensorBoardWriter.open(folder, Instant.ofEpochMilli(1_700_000_000_500L))) {
            writer.scalar("train/loss", 300, 0.6931, Instant.ofEpochMilli(1_700_000_001_250L));
        }
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(only()))).isEqualTo(EXPECTED);
    }

    @Test
    void aContinuedRunAddsAFileAfterTheOthers() throws IOException {
        TensorBoardWriter.open(folder, Instant.ofEpochSecond(999_999_999)).close();
        TensorBoardWriter.open(folder, Instant.ofEpochSecond(1_000_000_000)).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("events.out.tfevents.0999999999.");
        }
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
