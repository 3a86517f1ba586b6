package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.domain.Persona;
import sao.error.ContextOverflowException;
import sao.error.ModelAccessException;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.prompt.PromptKind;
import sao.rows.Drop;
import sao.rows.Funnel;
import sao.rows.RoundStage;
import sao.synthesis.FailedRows.FailedRowException;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// A model call that fails costs its row and no other.
class FailedRowsTest {
    @TempDir
    private Path folder;

    @Test
    void aFailedRowIsKeptWithItsReasonAndTheOthersGoOn() {
        try (Ledger ledger = Ledger.open(folder)) {
            Funnel funnel = StubRun.run(ledger, new Failing(40), 8);
            assertThat(funnel.underWay()).isZero();
            assertThat(funnel.prompts()).isEqualTo(StubRun.COUNT + StubRun.HELD_OUT);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).funnel()).isEqualTo(funnel);
                List<Drop> failed = failed(reader);
                assertThat(failed).hasSizeBetween(2, 10);
                assertThat(failed).extracting(Drop::evidence).containsOnly("The connection was lost.");
                assertThat(failed).extracting(Drop::stage).contains(RoundStage.PROMPTS, RoundStage.RESPONSES);
            }
        }
    }

    @Test
    void aCompleteRoundKeepsItsFailures() {
        StubModel second = new StubModel();
        try (Ledger ledger = Ledger.open(folder)) {
            Funnel first = StubRun.run(ledger, new Failing(40), 8);
            assertThat(StubRun.run(ledger, second, 8)).isEqualTo(first);
            assertThat(second.asked).hasValue(0);
        }
    }

    @Test
    void tooManyStopTheRoundAndTheyAreAskedAgainUntilNothingIsMissing() {
        List<String> undisturbed;
        try (Ledger ledger = Ledger.open(folder.resolve("undisturbed"))) {
            StubRun.run(ledger, new StubModel(), 8);
            undisturbed = rows(ledger);
        }
        StubModel model = new StubModel();
        try (Ledger ledger = Ledger.open(folder.resolve("failing"))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> StubRun.run(ledger, new Failing(4), 8))
                        .isInstanceOf(TooManyFailuresException.class)
                        .hasMessageContaining("11 of ")
                        .hasMessageContaining("The connection was lost.");
                ledger.flush();
                try (LedgerReader reader = ledger.reader()) {
                    assertThat(failed(reader)).hasSizeGreaterThanOrEqualTo(11);
                }
            }
            StubRun.run(ledger, model, 8);
            assertThat(rows(ledger)).isEqualTo(undisturbed);
        }
    }

    @Test
    void aModelThatRefusesAllCallsStopsTheRoundAtItsFirstRefusal() {
        StubModel refusing = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                super.generate(conversation, sampling, count, seed);
                throw new ModelAccessException("The server answers 401: wrong key.", "Set the right key.");
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            assertThatThrownBy(() -> StubRun.run(ledger, refusing, 1))
                    .isInstanceOf(ModelAccessException.class)
                    .hasMessageContaining("401");
            assertThat(refusing.asked).hasValue(1);
            ledger.flush();
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).drops()).isEmpty();
            }
        }
    }

    @Test
    void aRefusedRequestAndOneThatDoesNotFitAreDroppedUnderTheirOwnReasons() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubRun.run(
                    ledger,
                    new Failing(
                            60,
                            seed -> seed % 2 == 0
                                    ? new RequestRejectedException("The content filter refused.", "Leave it out.")
                                    : new ContextOverflowException(3000, 64, 2048)),
                    8);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).funnel().dropped()).containsKeys(Drop.REJECTED, Drop.OVERFLOW);
                assertThat(reader.round(1).funnel().dropped()).doesNotContainKey(Drop.FAILED);
                assertThat(reader.round(1).funnel().underWay()).isZero();
                assertThat(reader.round(1).drops())
                        .filteredOn(drop -> drop.reason().equals(Drop.REJECTED))
                        .map(Drop::evidence)
                        .containsOnly("The content filter refused.");
            }
        }
    }

    @Test
    void whoeverWantsItAnywayGetsWhatIsLeft() {
        try (Ledger ledger = Ledger.open(folder)) {
            Synthesis synthesis = StubRun.synthesis(ledger, new Failing(4), StubRun.settings(8));
            assertThatThrownBy(() -> synthesis.run(ledger, 1)).isInstanceOf(TooManyFailuresException.class);
            Funnel funnel = StubRun.synthesis(ledger, new Failing(4), StubRun.settings(8), FailureLimit.NONE)
                    .run(ledger, 1);
            assertThat(funnel.dropped().get(Drop.FAILED)).isGreaterThan(20);
            assertThat(funnel.pairs()).isPositive();
            assertThat(funnel.underWay()).isZero();
        }
    }

    @Test
    void whichThreadReportsFirstDoesNotChangeWhatIsReported() {
        FailedRows failed = new FailedRows(
                new PromptGate(StubRun.settings(1), StubRun.COUNT, RowLog.NONE), RowLog.NONE, FailureLimit.USUAL);
        FailedRowException failure =
                new FailedRowException(RoundStage.RESPONSES, new SaoException("The connection was lost.", "Wait."));
        for (int row = 0; row < 10; row++) {
            failed.drop(row(row), failure, 12);
        }
        Throwable eleventh = catchThrowable(() -> failed.drop(row(10), failure, 12));
        Throwable twelfth = catchThrowable(() -> failed.drop(row(11), failure, 12));
        assertThat(eleventh).isInstanceOf(TooManyFailuresException.class).hasMessageContaining("11 of 12 rows failed");
        assertThat(twelfth).isSameAs(eleventh);
    }

    private static Row row(long number) {
        return new Row(number, new Persona("0".repeat(32), "A baker.", "grid:0"), List.of(), PromptKind.ANY);
    }

    /// A round of fewer rows than a limit of ten admits.
    @Test
    void aSmallRoundWhoseRowsAllFailedIsNotComplete() {
        SynthesisSettings usual = StubRun.settings(4);
        SynthesisSettings small = new SynthesisSettings(
                usual.seed(), 3, 0, 2, usual.prompts(), usual.answers(), usual.responses(), usual.inFlight());
        StubModel healthy = new StubModel();
        ChatModel deaf = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                if (count > 1) {
                    throw new SaoException("The connection was lost.", "Start the server again.");
                }
                return super.generate(conversation, sampling, count, seed);
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            assertThatThrownBy(() -> StubRun.synthesis(ledger, deaf, small).run(ledger, 1))
                    .isInstanceOf(TooManyFailuresException.class)
                    .hasMessageContaining("3 of ")
                    .hasMessageContaining("The connection was lost.");
            Funnel funnel = StubRun.synthesis(ledger, healthy, small).run(ledger, 1);
            assertThat(healthy.asked.get()).isPositive();
            assertThat(funnel.judgments()).isPositive();
            assertThat(funnel.dropped()).doesNotContainKey(Drop.FAILED);
        }
    }

    private static List<String> rows(Ledger ledger) {
        try (LedgerReader reader = ledger.reader()) {
            return StubRun.rows(reader);
        }
    }

    private static List<Drop> failed(LedgerReader reader) {
        List<Drop> failed = new ArrayList<>();
        reader.round(1).drops().forEach(failed::add);
        failed.removeIf(drop -> !drop.reason().equals(Drop.FAILED));
        return failed;
    }

    /// Fails on one of `every` calls, always the same ones.
    private static final class Failing extends StubModel {
        private final int every;
        private final LongFunction<SaoException> failure;

        private Failing(int every) {
            this(every, _ -> new SaoException("The connection was lost.", "Start the server again."));
        }

        private Failing(int every, LongFunction<SaoException> failure) {
            this.every = every;
            this.failure = failure;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            if (Long.remainderUnsigned(Seeds.mix(seed), every) == 0) {
                throw failure.apply(seed);
            }
            return super.generate(conversation, sampling, count, seed);
        }
    }
}
