package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.LedgerVerification;
import sao.ledger.RunState;

/// A ledger of version 1: the stub round of this package with 12 prompts, seed 42 and the likelihood judge,
/// written by the last program that made that version; `version-1.txt` is what that program read from it.
class OldLedgerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void put() throws IOException {
        try (InputStream packed = new GZIPInputStream(resource("version-1.db.gz"))) {
            Files.copy(packed, folder.resolve("ledger.db"));
        }
    }

    @Test
    void readingAnOldLedgerSaysHowToUpgradeIt() {
        assertThatThrownBy(() -> LedgerReader.open(folder))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("older version 1")
                .hasMessageContaining("sao ledger upgrade " + folder);
    }

    @Test
    void anUpgradedLedgerSaysWhatItSaid() throws IOException {
        Ledger.upgrade(folder);
        Ledger.upgrade(folder);
        try (LedgerReader reader = LedgerReader.open(folder)) {
            List<String> rows = new ArrayList<>(StubRun.rows(reader));
            rows.add(reader.calls().toString());
            rows.add(reader.round(1).trainSteps().toString());
            assertThat(asThen(rows)).isEqualTo(expected());
            assertThat(reader.state()).isEqualTo(RunState.FINISHED);
        }
        assertThat(LedgerVerification.of(folder))
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.toString()).isZero());
    }

    @Test
    void openingForWritingUpgradesByItself() throws IOException {
        Ledger.open(folder).close();
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(asThen(StubRun.rows(reader)))
                    .isEqualTo(expected().subList(0, expected().size() - 2));
        }
    }

    /// The rows as the records of version 1 printed them: text prompts, and no optional parts.
    private static List<String> asThen(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceAll(
                                "Conversation\\[messages=\\[ChatMessage\\[role=USER, content=(.*?)\\]\\]\\]", "$1")
                        .replace(", conversation=", ", text=")
                        .replaceAll("Optional\\[(\\[[^\\]]*\\])\\]", "$1")
                        .replaceAll(", completionTokens=OptionalInt\\[\\d+\\]", ""))
                .toList();
    }

    private static List<String> expected() throws IOException {
        try (InputStream text = resource("version-1.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(LedgerReader.class.getResourceAsStream(name), name);
    }
}
