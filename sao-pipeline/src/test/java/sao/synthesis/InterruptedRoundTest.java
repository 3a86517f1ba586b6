package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.token.SamplingSettings;

/// A round that was finished, interrupted or broken off, and what is asked when it runs again.
class InterruptedRoundTest {
    @TempDir
    private Path folder;

    @Test
    void aFinishedRoundRunAgainAsksNothing() {
        List<String> before = StubRun.rowsOf(folder.resolve("once"), new StubModel(), 16);
        StubModel again = new StubModel();
        try (Ledger ledger = Ledger.open(folder.resolve("once"))) {
            StubRun.run(ledger, again, 16);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(before);
            }
        }
        assertThat(again.asked).hasValue(0);
    }

    @Test
    void anInterruptedRoundIsContinuedWhereItWas() throws Exception {
        StubModel whole = new StubModel();
        List<String> undisturbed = StubRun.rowsOf(folder.resolve("undisturbed"), whole, 8);
        Path disturbed = folder.resolve("disturbed");
        int asked = 0;
        for (int calls : new int[] {1, 10, 30, 50}) {
            CountDownLatch reached = new CountDownLatch(1);
            StubModel model = new BlockingAfter(calls, reached);
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread run = Thread.ofPlatform().start(() -> {
                try (Ledger ledger = Ledger.open(disturbed)) {
                    StubRun.run(ledger, model, 8);
                } catch (CancellationException e) {
                    end.set(e);
                } finally {
                    reached.countDown();
                }
            });
            reached.await();
            run.interrupt();
            run.join();
            assertThat(end.get()).as("after %d calls", calls).isInstanceOf(CancellationException.class);
            asked += calls;
            try (LedgerReader reader = LedgerReader.open(disturbed)) {
                assertThat(reader.state()).isEqualTo(RunState.INTERRUPTED);
            }
        }
        StubModel last = new StubModel();
        try (Ledger ledger = Ledger.open(disturbed)) {
            StubRun.run(ledger, last, 8);
            assertThat(whole.asked.get() - last.asked.get())
                    .as("of %d answered, only those under way at an interrupt may be lost", asked)
                    .isGreaterThanOrEqualTo(asked - 4 * 8);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void aFailingModelEndsTheRoundWithItsError() {
        StubModel failing = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                if (asked.get() >= 20) {
                    throw new SaoException("The model is out of memory.", "Use fewer slots.");
                }
                return super.generate(conversation, sampling, count, seed);
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            assertThatThrownBy(() -> StubRun.run(ledger, failing, 16)).hasMessageContaining("out of memory");
        }
    }

    /// Answers a number of calls, and then none until it is interrupted.
    private static final class BlockingAfter extends StubModel {
        private final int calls;
        private final CountDownLatch reached;

        private BlockingAfter(int calls, CountDownLatch reached) {
            this.calls = calls;
            this.reached = reached;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            if (asked.get() >= calls) {
                reached.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new CancellationException("interrupted");
                }
            }
            return super.generate(conversation, sampling, count, seed);
        }
    }
}
