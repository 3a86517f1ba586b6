package sao.evaluatecommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.benchmark.Benchmark.DataSource;
import sao.benchmark.BenchmarkEvaluation.Rows;
import sao.error.SaoException;

class RowFilesTest {
    private static final DataSource SOURCE = new DataSource("org/set", "main", "test", "train", "MIT");

    @TempDir
    private Path folder;

    private RowFiles files() {
        return new RowFiles(SOURCE, Map.of("HF_HUB_CACHE", folder.toString()));
    }

    private void write(String name, String... values) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            text.append("{\"a\": \"%s\"}%n".formatted(value));
        }
        Files.writeString(file, text);
    }

    private static String text(Rows rows) {
        return rows.rows().toString();
    }

    @Test
    void theShardsOfASplitInTheHubsCacheAreReadInOrder() throws IOException {
        String snapshot = "datasets--org--set/snapshots/abc/";
        write(snapshot + "main/test-00001-of-00002.jsonl", "2", "3");
        write(snapshot + "main/test-00000-of-00002.jsonl", "1");
        write(snapshot + "main/train-00000-of-00001.jsonl", "x");
        write(snapshot + "socratic/test-00000-of-00001.jsonl", "y");
        assertThat(text(files().read(Optional.empty(), "test", "--data", 2)))
                .isEqualTo("[{\"a\":\"1\"}, {\"a\":\"2\"}]");
    }

    @Test
    void aFolderIsSearchedForTheSplit() throws IOException {
        write("rows/test.jsonl", "1");
        write("rows/testing.jsonl", "2");
        assertThat(text(files().read(Optional.of(folder.resolve("rows")), "test", "--data", 9)))
                .isEqualTo("[{\"a\":\"1\"}]");
    }

    @Test
    void aMissingSplitSaysWhereItIsPublished() {
        assertThatThrownBy(() -> files().read(Optional.empty(), "test", "--data", 9))
                .isInstanceOfSatisfying(SaoException.class, e -> {
                    assertThat(e.problem()).contains("datasets--org--set has no file of the split 'test'");
                    assertThat(e.remedy()).contains("org/set (main)").contains("--data FILE");
                });
    }
}
