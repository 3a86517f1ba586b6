package sao.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.rows.TrainStep;

class LedgerHealthTest {
    private static final String RATE = "1 rollback; the learning rate was 2.5E-6 at the end.";

    @TempDir
    private Path folder;

    private static void rolledBack(Ledger ledger, String words) {
        ledger.event("rolled_back", Map.of("round", 1, "words", words));
    }

    private static List<String> sentences(Ledger ledger) {
        ledger.flush();
        try (LedgerReader reader = ledger.reader()) {
            return LedgerHealth.of(reader, 1);
        }
    }

    @Test
    void aFinishedTrainingStatesItsRollbacksItsRateAndItsLastCheck() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 16));
            rolledBack(ledger, "It went back.");
            ledger.event("health", Map.of("round", 1, "step", 12, "words", "early"));
            ledger.event("health", Map.of("round", 1, "step", 16, "words", "late"));
            ledger.event("health", Map.of("round", 2, "step", 16, "words", "of another round"));
            ledger.event(
                    "trained",
                    Map.of("round", 1, "steps", 16, "rollbacks", 1, "words", RATE, "movement", "2 % moved."));
            assertThat(sentences(ledger))
                    .containsExactly(
                            "It went back.",
                            "Training of 16 steps: " + RATE,
                            "2 % moved.",
                            "Since the start, as seen after step 16: late.");
        }
    }

    @Test
    void rollbacksOfAnEarlierTrainingAreNotThoseOfTheFinishedOne() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 16));
            rolledBack(ledger, "Of the earlier training.");
            ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 8));
            rolledBack(ledger, "Of this training.");
            assertThat(sentences(ledger)).hasSize(2);
            ledger.event("trained", Map.of("round", 1, "steps", 8, "rollbacks", 1, "words", RATE));
            assertThat(sentences(ledger)).containsExactly("Of this training.", "Training of 8 steps: " + RATE);
        }
    }

    @Test
    void aLedgerWithoutTheEndOfATrainingStatesAllRollbacks() {
        try (Ledger ledger = Ledger.open(folder)) {
            rolledBack(ledger, "Once.");
            rolledBack(ledger, "Twice.");
            assertThat(sentences(ledger)).containsExactly("Once.", "Twice.");
        }
    }
}
