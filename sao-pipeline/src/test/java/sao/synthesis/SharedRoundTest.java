package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerMerge;
import sao.ledger.LedgerReader;
import sao.ledger.LedgerVerification;

/// Two machines ask the questions of one round.
class SharedRoundTest {
    @TempDir
    private Path folder;

    @Test
    void twoHalvesMergedEqualOneRun() {
        StubModel whole = new StubModel();
        List<String> undisturbed;
        try (Ledger ledger = Ledger.open(folder.resolve("whole"))) {
            StubRun.run(ledger, whole, 8);
            undisturbed = rows(ledger);
        }
        int asked = half("one", 1) + half("two", 2);
        Path both = folder.resolve("both");
        LedgerMerge.Merged merged = LedgerMerge.merge(folder.resolve("one"), folder.resolve("two"), both);
        assertThat(merged.calls()).isEqualTo(asked);
        StubModel rest = new StubModel();
        try (Ledger ledger = Ledger.open(both)) {
            StubRun.run(ledger, rest, 8);
            assertThat(rows(ledger)).isEqualTo(undisturbed);
        }
        assertThat(rest.asked.get())
                .as("only what the halves decided otherwise is left to ask")
                .isLessThan(whole.asked.get() / 4);
        assertThat(LedgerVerification.of(both))
                .extracting(LedgerVerification.Finding::wrong)
                .containsOnly(0L);
    }

    @Test
    void aShareIsWrittenAsAFraction() {
        assertThat(RowShare.of("2/3")).isEqualTo(new RowShare(2, 3));
        for (String wrong : List.of("0/2", "3/2", "half", "1/", "-1/2")) {
            assertThatThrownBy(() -> RowShare.of(wrong))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining(wrong);
        }
    }

    private int half(String name, int place) {
        StubModel model = new StubModel();
        try (Ledger ledger = Ledger.open(folder.resolve(name))) {
            long prompts = StubRun.synthesis(ledger, model, StubRun.settings(8)).run(ledger, new RowShare(place, 2));
            assertThat(prompts).isEqualTo((StubRun.COUNT + StubRun.HELD_OUT) / 2);
        }
        return model.asked.get();
    }

    private static List<String> rows(Ledger ledger) {
        try (LedgerReader reader = ledger.reader()) {
            return StubRun.rows(reader);
        }
    }
}
