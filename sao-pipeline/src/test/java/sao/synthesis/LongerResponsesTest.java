package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.PreferencePair;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.result.RoundResult.LongerResponses;

/// How often the longer response won, as a round records it.
class LongerResponsesTest {
    @TempDir
    private Path folder;

    @Test
    void aRoundRecordsTheShareOfAllItsJudgedAndOfAllItsSelectedPairs() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubRun.run(ledger, new StubModel(), 8);
            ledger.flush();
            try (LedgerReader reader = ledger.reader()) {
                int longer = 0;
                int unequal = 0;
                for (PreferencePair pair : reader.round(1).pairs()) {
                    int chosen = pair.chosen().text().length();
                    int rejected = pair.rejected().text().length();
                    unequal += chosen == rejected ? 0 : 1;
                    longer += chosen > rejected ? 1 : 0;
                }
                LongerResponses recorded =
                        reader.round(1).results().first(LongerResponses.class).orElseThrow();
                assertThat(unequal).isGreaterThan(10);
                assertThat(recorded.chosen().n()).isEqualTo(unequal);
                assertThat(recorded.chosen().value()).isEqualTo((double) longer / unequal);
                assertThat(recorded.judged()).isEqualTo(recorded.chosen()); // no rule drops a judged pair here
            }
        }
    }
}
