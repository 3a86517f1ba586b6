package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.chat.Answer;
import sao.domain.PreferencePair;
import sao.ledger.LedgerReader;
import sao.result.RoundResult.LabelAgreement;

/// The whole loop with the signals that need a text of the model first, that rank more than two answers, and without
/// a preference.
class SignalRunTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private static List<PreferencePair> pairs(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return ledger.round(1).pairList();
        }
    }

    @Test
    void answersUnderAHintAreTrainedOnTheBarePrompt() throws IOException {
        TinyRun run = TinyRun.in(folder).with("responses.source=hinted", "judge.kind=hint", "responses.count=4");
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        assertThat(pairs(run)).isNotEmpty().allSatisfy(pair -> {
            assertThat(pair.judge()).isEqualTo("hint/v1");
            assertThat(pair.hasTokenIds()).isTrue();
            assertThat(pair.chosen().logProbabilities()).isEmpty();
            assertThat(pair.rejected().logProbabilities()).isPresent();
        });
        assertThat(terminal.err()).contains("Sampler and trainer agree within");
        assertThat(run.report()).content().contains("The model writes a hint for each prompt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copeland", "rubric"})
    void aJudgeOfSeveralAnswersMakesPairs(String kind) throws IOException {
        TinyRun run = TinyRun.in(folder).with("responses.count=4", "judge.kind=" + kind);
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        assertThat(pairs(run)).isNotEmpty().allMatch(pair -> pair.judge().startsWith(kind + "/v1"));
    }

    @Test
    void supervisedFineTuningOnRandomOwnAnswersEndsWithAModel() throws IOException {
        TinyRun run = TinyRun.in(folder).with("judge.kind=coin", "train.loss=sft");
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        assertThat(pairs(run))
                .extracting(PreferencePair::chosen)
                .extracting(Answer::text)
                .isNotEmpty();
        assertThat(run.path("round-1/model/model.safetensors")).exists();
    }

    @Test
    void theRubricOfALaterRoundIsThatOfTheModelWithWhichTheRunBegan() throws IOException {
        TinyRun run = TinyRun.in(folder)
                .with("rounds=2", "evaluate.held_out=0", "judge.kind=rubric", "train.learning_rate=3e-4");
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        assertThat(terminal.err()).contains("Round 2 of 2.");
        String first;
        TinyRun once = run.beside("once").with("rounds=1");
        assertThat(once.type(terminal)).as(terminal.err()).isZero();
        try (LedgerReader ledger = LedgerReader.open(once.folder())) {
            first = ledger.meta("model_fingerprint").orElseThrow();
        }
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            assertThat(ledger.meta("judge_fingerprint")).contains(first);
            assertThat(ledger.meta("model_fingerprint")).isPresent().isNotEqualTo(ledger.meta("judge_fingerprint"));
            assertThat(ledger.round(2).pairList()).isNotEmpty();
            assertThat(ledger.round(2).results().first(LabelAgreement.class)).isEmpty();
        }
    }
}
