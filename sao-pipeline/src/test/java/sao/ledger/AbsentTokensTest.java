package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Role;
import sao.chat.Score;
import sao.chat.Usage;
import sao.content.ContentId;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.rows.RoundWriter;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// What a served model does not return is absent in the ledger, too.
class AbsentTokensTest {
    private static final Conversation QUESTION = Conversation.ask("Why?");
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0, 1, 8);
    private static final Answer TEXT = Answer.ofText("Because.", FinishReason.STOP, 1);
    private static final Answer COUNTED =
            new Answer("Because.", Optional.empty(), Optional.empty(), OptionalInt.of(300), FinishReason.STOP, 1);
    private static final Answer MEASURED = new Answer(
            "So.",
            Optional.empty(),
            Optional.of(LogProbabilities.of(-1, -0.5f)),
            OptionalInt.of(2),
            FinishReason.LENGTH,
            3);
    private static final Answer IDS = Answer.ofTokens("Yes.", TokenIds.of(128, 2), FinishReason.STOP, 4);
    private static final Answer WHOLE =
            new Answer("No.", TokenIds.of(5), LogProbabilities.of(-0.25f), FinishReason.STOP, 5);
    private static final Answer NOTHING = new Answer("", TokenIds.of(), LogProbabilities.of(), FinishReason.LENGTH, 6);

    @TempDir
    private Path folder;

    @Test
    void answersComeBackWithWhatTheyHaveAndNoMore() {
        Served served = new Served(List.of(TEXT, COUNTED, MEASURED, IDS, WHOLE, NOTHING));
        Generation said;
        try (Ledger ledger = Ledger.open(folder)) {
            said = ledger.remembering(served, CallPurpose.RESPONSES).generate(QUESTION, SAMPLING, 6, 1);
        }
        assertThat(said.promptTokens()).isEmpty();
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel again = ledger.remembering(served, CallPurpose.RESPONSES);
            assertThat(again.generate(QUESTION, SAMPLING, 6, 1)).isEqualTo(said);
        }
        assertThat(served.calls).isEqualTo(1);
        assertSound();
    }

    @Test
    void scoresWithoutIdsComeBack() {
        Served served = new Served(List.of());
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(served, CallPurpose.JUDGMENTS);
            Score score = model.score(QUESTION, List.of("a", "abc", ""));
            Score raw = model.scoreText("Why?", List.of("a", "abc", ""));
            assertThat(served.calls).as("raw text is another request").isEqualTo(2);
            assertThat(model.score(QUESTION, List.of("a", "abc", ""))).isEqualTo(score);
            assertThat(model.scoreText("Why?", List.of("a", "abc", ""))).isEqualTo(raw);
            assertThat(served.calls).isEqualTo(2);
            assertThat(score.continuations())
                    .extracting(one -> one.logProbabilities().size())
                    .containsExactly(1, 3, 0);
        }
        assertSound();
    }

    @Test
    void pairsOfSeveralTurnsAndWithoutIdsComeBack() {
        Conversation turns = QUESTION.then(Role.ASSISTANT, "Because.").then(Role.USER, "And then?");
        Prompt prompt = new Prompt(id("prompt"), id("persona"), turns);
        PreferencePair pair = new PreferencePair(
                id("pair"), 1, id("persona"), turns, Optional.empty(), COUNTED, IDS, 0.75, 1.5, -0.5, "random/v1");
        Response response = new Response(id("response"), prompt.id(), 0, Optional.empty(), TEXT);
        try (Ledger ledger = Ledger.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of());
            round.prompt(0, prompt, false);
            round.response(0, response);
            round.pair(0, pair);
            round.complete();
        }
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.round(1).prompts(false)).containsExactly(prompt);
            assertThat(reader.round(1).pairs()).containsExactly(pair);
        }
    }

    @Test
    void everyCallSaysWhatComputedIt() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.remembering(new Served(List.of(TEXT)), CallPurpose.RESPONSES).generate(QUESTION, SAMPLING, 1, 1);
            ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES).generate(QUESTION, SAMPLING, 1, 1);
            ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES).generate(QUESTION, SAMPLING, 1, 2);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.processors())
                        .isEqualTo(Map.of("cuda NVIDIA H200 (not reproducible)", 1L, "stub", 2L));
            }
        }
    }

    private void assertSound() {
        assertThat(LedgerVerification.of(folder))
                .extracting(LedgerVerification.Finding::wrong)
                .containsOnly(0L);
    }

    private static String id(String kind) {
        return ContentId.of(Map.of("kind", kind));
    }

    /// A server that returns no ids.
    private static final class Served implements ChatModel {
        private final List<Answer> answers;
        private int calls;

        private Served(List<Answer> answers) {
            this.answers = answers;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            calls++;
            return new Generation(Optional.empty(), answers, new Usage(4, 0, 9, 1));
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            calls++;
            return new Score(
                    Optional.empty(),
                    continuations.stream()
                            .map(text ->
                                    new Continuation(Optional.empty(), LogProbabilities.of(new float[text.length()])))
                            .toList(),
                    new Usage(4, 0, 9, 1));
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            return score(Conversation.ask(context), continuations);
        }

        @Override
        public String fingerprint() {
            return "served";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, false, false, false, 2048, false, "cuda NVIDIA H200");
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
