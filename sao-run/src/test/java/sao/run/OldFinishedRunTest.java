package sao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.catalog.ModelStore;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// A run that version 0.1.0 finished.
class OldFinishedRunTest {
    @TempDir
    private Path folder;

    @Test
    void itIsUpgradedAndStaysFinished() throws IOException {
        String yaml = settings();
        unpack(folder);
        Files.writeString(folder.resolve("sao.yaml"), yaml);
        Files.writeString(folder.resolve("report.html"), "the report");
        RunRequest request = new RunRequest(
                new RunFolder(folder),
                SettingsReader.read(List.of(SettingsLayer.yaml("sao.yaml", yaml))),
                SettingsComments.NONE,
                false,
                "sao run",
                new NoFormats());
        StringWriter said = new StringWriter();
        try (Progress progress = new Progress(new PrintWriter(said), false, System::nanoTime)) {
            List<String> lines = new Run(
                            request,
                            ModelStore.standard(Map.of("HOME", folder.toString())),
                            progress,
                            new StopRequest())
                    .run();
            assertThat(lines).anyMatch(line -> line.contains("wins 59.4 % against the start"));
            assertThat(lines).anyMatch(line -> line.contains("the run was finished before"));
        }
    }

    /// {@return the settings that the old run recorded}
    private String settings() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        unpack(copy);
        Ledger.upgrade(copy);
        try (LedgerReader reader = LedgerReader.open(copy)) {
            return reader.meta("finished_settings").orElseThrow();
        }
    }

    private static void unpack(Path to) throws IOException {
        try (InputStream packed = new GZIPInputStream(Objects.requireNonNull(
                OldFinishedRunTest.class.getResourceAsStream("/sao/summarizer/ledger-0.1.0.db.gz")))) {
            Files.copy(packed, to.resolve("ledger.db"));
        }
    }
}
