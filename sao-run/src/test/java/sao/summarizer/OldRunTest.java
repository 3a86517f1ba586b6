package sao.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.LedgerVerification;
import sao.ledger.RunState;
import sao.result.RoundResult.NotTrained;
import sao.rows.Funnel;
import sao.rows.RoundReader;
import sao.summary.Measurement.Measured;
import sao.summary.RunSummary;

/// The ledger of a finished run of version 0.1.0 on SmolLM2-135M-Instruct with 64 prompts; most calls of its
/// judge were taken out to keep it small.
class OldRunTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream packed = new GZIPInputStream(
                Objects.requireNonNull(OldRunTest.class.getResourceAsStream("ledger-0.1.0.db.gz")))) {
            Files.copy(packed, folder.resolve("ledger.db"));
        }
    }

    @Test
    void itIsUpgradedAndSound() {
        assertSound();
    }

    private void assertSound() {
        Ledger.upgrade(folder);
        assertThat(LedgerVerification.of(folder))
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.toString()).isZero());
    }

    @Test
    void itsReportSaysWhatItSaid() {
        Ledger.upgrade(folder);
        RunSummary summary = summary();
        assertThat(summary.state()).isEqualTo("finished");
        assertThat(summary.measurement()).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.byJudge()).singleElement().satisfies(judged -> {
                assertThat(judged.rate().judge()).isEqualTo("backward/v3");
                assertThat(judged.rate().winRate().value()).isEqualTo(0.59375);
                assertThat(judged.rate().winRate().n()).isEqualTo(32);
                assertThat(judged.rate().logOdds().known()).isFalse();
                assertThat(judged.rate().lengthControlled().known())
                        .as("32 prompts are too few")
                        .isFalse();
                assertThat(judged.control().value()).isEqualTo(0.53125);
            });
            assertThat(measured.start().meanTokens()).isEqualTo(114.78125);
        });
        assertThat(summary.judge().audits()).singleElement().satisfies(audit -> {
            assertThat(audit.judge()).isEqualTo("backward/v3");
            assertThat(audit.all().n()).isEqualTo(160);
        });
        assertThat(summary.funnel().addsUp()).isTrue();
        assertThat(summary.funnel().flags()).hasSize(6);
        assertThat(summary.prompts().coverage()).hasSize(5);
        assertThat(summary.prompts().repetition()).hasSize(3);
        assertThat(summary.prompts().variety()).hasSize(6);
        assertThat(summary.pairs().total()).isEqualTo(62);
        assertThat(summary.timings())
                .filteredOn(timing -> timing.stage().equals("train"))
                .singleElement()
                .satisfies(timing -> assertThat(timing.tokens()).isPositive());
        assertThat(RunSummary.ofJson(summary.json())).isEqualTo(summary);
    }

    @Test
    void itGoesOnWhereItWas() {
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = ledger.reader()) {
            Funnel before = reader.round(1).funnel();
            assertThat(ledger.current(1).isComplete()).isTrue();
            ledger.current(1).result(new NotTrained(Map.of("too long", 2L), 62));
            ledger.state(RunState.FINISHED, "");
            ledger.flush();
            assertThat(reader.round(1).funnel()).isEqualTo(before);
        }
        assertSound();
    }

    @Test
    void pairsThatWereNotTrainedAreSteppedOverInTheFunnel() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.current(1).result(new NotTrained(Map.of("too long", 2L, "empty answer", 1L), 62));
        }
        assertThat(summary().funnel().steps().getLast()).satisfies(step -> {
            assertThat(step.name()).isEqualTo("trained");
            assertThat(step.rows()).isEqualTo(59);
            assertThat(step.left()).containsEntry("too long", 2L).containsEntry("empty answer", 1L);
        });
    }

    private RunSummary summary() {
        try (LedgerReader reader = LedgerReader.open(folder);
                RoundReader _ = reader.round(1)) {
            RunOrigin origin = new RunOrigin("old", "smollm2-135m-instruct", "seed: 42", Map.of("sao", "0.1.0"));
            return LedgerSummary.of(reader, origin, Instant.EPOCH);
        }
    }
}
