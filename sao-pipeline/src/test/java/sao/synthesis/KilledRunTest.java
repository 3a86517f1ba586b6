package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.calls.CallPurpose;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.LedgerVerification;
import sao.token.SamplingSettings;

/// A real process, killed without warning, and the same line again.
class KilledRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 60, 110})
    void theSameLineAgainEndsAsIfNothingHadHappened(int callsBeforeTheKill) throws Exception {
        Path killed = folder.resolve("killed");
        int answered = runAndKill(killed, callsBeforeTheKill);
        StubModel model = new StubModel();
        List<String> rows;
        try (Ledger ledger = Ledger.open(killed)) {
            StubRun.run(ledger, model, 8);
            try (LedgerReader reader = ledger.reader()) {
                rows = StubRun.rows(reader);
            }
        }
        assertThat(rows).isEqualTo(undisturbed());
        assertThat(model.asked.get() + answered)
                .as("calls that were acknowledged are not asked again")
                .isLessThanOrEqualTo(callsOfAWholeRun("counted"));
    }

    /// One real process for each point; a minute or two.
    @Test
    @Tag("heavy")
    void atAHundredPointsNothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        List<String> undisturbed = undisturbed();
        for (int calls = 1; calls <= 100; calls++) {
            Path killed = folder.resolve("killed-" + calls);
            int answered = runAndKill(killed, calls);
            StubModel model = new StubModel();
            try (Ledger ledger = Ledger.open(killed)) {
                StubRun.run(ledger, model, 8);
                try (LedgerReader reader = ledger.reader()) {
                    assertThat(StubRun.rows(reader))
                            .as("killed after %d calls", calls)
                            .isEqualTo(undisturbed);
                }
            }
            assertThat(model.asked.get() + answered)
                    .as("killed after %d calls", calls)
                    .isLessThanOrEqualTo(callsOfAWholeRun("counted-" + calls));
            assertThat(LedgerVerification.of(killed))
                    .extracting(LedgerVerification.Finding::wrong)
                    .containsOnly(0L);
        }
    }

    @Test
    void killedAgainAndAgainItStillEnds() throws Exception {
        Path killed = folder.resolve("killed");
        for (int i = 0; i < 3; i++) {
            runAndKill(killed, 15);
        }
        try (Ledger ledger = Ledger.open(killed)) {
            StubRun.run(ledger, new StubModel(), 8);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(undisturbed());
            }
        }
    }

    private List<String> undisturbed() {
        try (Ledger ledger = Ledger.open(folder.resolve("undisturbed"))) {
            StubRun.run(ledger, new StubModel(), 8);
            try (LedgerReader reader = ledger.reader()) {
                return StubRun.rows(reader);
            }
        }
    }

    private int callsOfAWholeRun(String name) {
        StubModel model = new StubModel();
        try (Ledger ledger = Ledger.open(folder.resolve(name))) {
            StubRun.run(ledger, model, 8);
        }
        return model.asked.get();
    }

    /// {@return how many calls the process had said were committed when it was killed}
    private static int runAndKill(Path run, int calls) throws Exception {
        Process process = new ProcessBuilder(sao.ledger.ChildProcess.command(Run.class.getName(), run.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int answered = 0;
        try (BufferedReader output = process.inputReader()) {
            while (answered < calls && output.readLine() != null) {
                answered++;
            }
            process.destroyForcibly().waitFor();
        }
        return answered;
    }

    /// Runs the round, a line of output for each answer that was returned to a row and so was committed.
    static final class Run {
        private static final long A_MOMENT = 1_000_000;

        private Run() {}

        public static void main(String[] arguments) {
            try (Ledger ledger = Ledger.open(Path.of(arguments[0]))) {
                Talking prompts = new Talking(ledger, CallPurpose.PROMPTS);
                Talking responses = new Talking(ledger, CallPurpose.RESPONSES);
                StubRun.synthesis(prompts, responses, StubRun.settings(8)).run(ledger, 1);
            }
        }

        private static final class Talking extends StubModel {
            private final sao.chat.ChatModel remembered;

            private Talking(Ledger ledger, CallPurpose purpose) {
                this.remembered = ledger.remembering(new StubModel(), purpose);
            }

            @Override
            @SuppressWarnings("SystemOut") // its output is how the test knows
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                LockSupport.parkNanos(A_MOMENT); // so that a kill has something to hit
                Generation committed = remembered.generate(conversation, sampling, count, seed);
                System.out.println("committed");
                return committed;
            }
        }
    }
}
