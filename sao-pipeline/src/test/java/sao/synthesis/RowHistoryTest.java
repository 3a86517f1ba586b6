package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.rows.Drop;
import sao.rows.Funnel;
import sao.rows.RowHistory;

/// The stub round of this package, looked at row by row.
class RowHistoryTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void run() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubRun.run(ledger, new StubModel(), 8);
        }
    }

    @Test
    void everyRowEndsOnceAndItsCallsAreAllCalls() {
        try (LedgerReader reader = LedgerReader.open(folder)) {
            Funnel funnel = reader.round(1).funnel();
            List<Drop> drops = new ArrayList<>();
            long calls = 0;
            long pairs = 0;
            for (long row = 0; row < funnel.personas(); row++) {
                RowHistory history = reader.round(1).history(Long.toString(row));
                assertThat(history.row()).isEqualTo(row);
                assertThat(history.calls()).as("row %d", row).isNotEmpty();
                history.drop().ifPresent(drops::add);
                pairs += history.pair().isPresent() ? 1 : 0;
                calls += history.calls().size();
                history.pair().ifPresent(pair -> {
                    assertThat(pair.chosenSlot()).isNotNegative().isNotEqualTo(pair.rejectedSlot());
                    assertThat(reader.round(1).history(pair.id().substring(0, 12)))
                            .isEqualTo(history);
                });
                history.prompt()
                        .ifPresent(prompt ->
                                assertThat(reader.round(1).history(prompt.id())).isEqualTo(history));
            }
            assertThat(pairs).isEqualTo(funnel.pairs());
            assertThat(drops).containsExactlyElementsOf(reader.round(1).drops());
            long asked = reader.calls(1).stream()
                    .mapToLong(purpose -> purpose.calls())
                    .sum();
            assertThat(calls).isGreaterThanOrEqualTo(asked);
        }
    }

    @Test
    void aRowThatDoesNotExistIsRefused() {
        try (LedgerReader reader = LedgerReader.open(folder)) {
            for (String name : List.of("999999", "zebra", "%", "ffffffffffffffffffffffffffffffff")) {
                assertThatThrownBy(() -> reader.round(1).history(name))
                        .isInstanceOf(SaoException.class)
                        .hasMessageContaining("no row '%s'".formatted(name));
            }
        }
    }
}
