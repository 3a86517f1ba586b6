package sao.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Role;
import sao.chat.Score;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.StubModel;
import sao.token.SamplingSettings;

class RememberingModelTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);
    private static final Conversation QUESTION = Conversation.ask("Why is the \"sky\"\n blue? \u00e9 \ud83d\ude00");

    @TempDir
    private Path folder;

    @Test
    void whatWasAnsweredIsNotAskedAgain() {
        StubModel stub = new StubModel("one");
        Generation first;
        Score score;
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(stub, CallPurpose.RESPONSES);
            first = model.generate(QUESTION, SAMPLING, 2, 42);
            score = model.score(QUESTION, List.of("yes", "no"));
            assertThat(model.generate(QUESTION, SAMPLING, 2, 42)).isEqualTo(first);
        }
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(stub, CallPurpose.RESPONSES);
            assertThat(model.generate(QUESTION, SAMPLING, 2, 42)).isEqualTo(first);
            assertThat(model.score(QUESTION, List.of("yes", "no"))).isEqualTo(score);
        }
        assertThat(stub.asked).hasValue(2);
    }

    @Test
    void aRewardIsAskedForOnceWhateverTheOtherAnswersOfItsCallAre() {
        StubModel stub = new StubModel("one");
        List<Reward> rewards;
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(stub, CallPurpose.JUDGMENTS);
            rewards = model.reward(QUESTION, List.of("yes", "no", "yes"));
            assertThat(rewards.getFirst()).isEqualTo(rewards.getLast());
            assertThat(stub.asked).as("one call for the answers that are new").hasValue(1);
        }
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(stub, CallPurpose.JUDGMENTS);
            List<Reward> more = model.reward(QUESTION, List.of("perhaps", "no"));
            assertThat(more.getLast()).isEqualTo(rewards.get(1));
            assertThat(stub.asked).hasValue(2);
            assertThat(model.reward(QUESTION.then(Role.ASSISTANT, "Hm."), List.of("no"))
                            .getFirst()
                            .value())
                    .as("another conversation")
                    .isNotEqualTo(more.getLast().value());
            assertThat(stub.asked).hasValue(3);
        }
    }

    @Test
    void logProbabilitiesComeBackBitForBit() {
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES);
            for (long seed = 0; seed < 200; seed++) {
                float[] asked = model.generate(QUESTION, SAMPLING, 1, seed)
                        .answers()
                        .getFirst()
                        .logProbabilities()
                        .orElseThrow()
                        .toArray();
                float[] stored = model.generate(QUESTION, SAMPLING, 1, seed)
                        .answers()
                        .getFirst()
                        .logProbabilities()
                        .orElseThrow()
                        .toArray();
                for (int i = 0; i < asked.length; i++) {
                    assertThat(Float.floatToRawIntBits(stored[i]))
                            .as("seed %d", seed)
                            .isEqualTo(Float.floatToRawIntBits(asked[i]));
                }
            }
        }
    }

    @Test
    void anythingThatDeterminesAnAnswerMakesAnotherQuestion() {
        StubModel stub = new StubModel("one");
        StubModel other = new StubModel("two");
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(stub, CallPurpose.RESPONSES);
            model.generate(QUESTION, SAMPLING, 2, 42);
            model.generate(QUESTION, SAMPLING, 1, 42);
            model.generate(QUESTION, SAMPLING, 2, 43);
            model.generate(QUESTION, SamplingSettings.of(0.7, 0.95, 64), 2, 42);
            model.generate(QUESTION.then(Role.ASSISTANT, "Because"), SAMPLING, 2, 42);
            model.score(QUESTION, List.of("a", "b"));
            model.score(QUESTION, List.of("b", "a"));
            assertThat(stub.asked).hasValue(7);
            ledger.remembering(other, CallPurpose.RESPONSES).generate(QUESTION, SAMPLING, 2, 42);
            assertThat(other.asked).hasValue(1);
            ledger.remembering(stub, CallPurpose.AUDIT).generate(QUESTION, SAMPLING, 2, 42);
            assertThat(stub.asked).as("a purpose determines no answer").hasValue(7);
        }
    }

    @Test
    void twoThreadsWithOneQuestionAskOnce() throws Exception {
        StubModel stub = new StubModel("one");
        try (Ledger ledger = Ledger.open(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ChatModel model = ledger.remembering(stub, CallPurpose.RESPONSES);
            for (long seed = 0; seed < 50; seed++) {
                long asking = seed;
                CountDownLatch together = new CountDownLatch(8);
                List<Future<Generation>> answers = java.util.stream.IntStream.range(0, 8)
                        .mapToObj(_ -> threads.submit(() -> {
                            together.countDown();
                            together.await();
                            return model.generate(QUESTION, SAMPLING, 1, asking);
                        }))
                        .toList();
                for (Future<Generation> answer : answers) {
                    assertThat(answer.get()).isEqualTo(answers.getFirst().get());
                }
            }
            assertThat(stub.asked).hasValue(50);
        }
    }

    @Test
    void aFailedQuestionIsNotRemembered() {
        StubModel stub = new StubModel("one");
        ChatModel failing = new FailingOnce(stub);
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(failing, CallPurpose.RESPONSES);
            assertThatThrownBy(() -> model.generate(QUESTION, SAMPLING, 1, 1)).hasMessageContaining("no memory left");
            assertThat(model.generate(QUESTION, SAMPLING, 1, 1).answers()).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void aThreadThatWaitsAsksItselfWhenTheOneThatAskedIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ChatModel slow = new FailingOnce(new StubModel("one"), () -> {
            asked.countDown();
            try {
                never.await();
                return new IllegalStateException("it was not cancelled");
            } catch (InterruptedException _) {
                return new CancellationException("cancelled");
            }
        });
        try (Ledger ledger = Ledger.open(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ChatModel model = ledger.remembering(slow, CallPurpose.RESPONSES);
            Future<Generation> first = threads.submit(() -> model.generate(QUESTION, SAMPLING, 1, 1));
            asked.await();
            Thread[] waiting = new Thread[1];
            CountDownLatch begun = new CountDownLatch(1);
            Future<Generation> second = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                begun.countDown();
                return model.generate(QUESTION, SAMPLING, 1, 1);
            });
            begun.await();
            while (waiting[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            first.cancel(true);
            assertThat(second.get().answers()).hasSize(1);
        }
    }

    private static final class FailingOnce implements ChatModel {
        private final ChatModel model;
        private final Supplier<RuntimeException> failure;
        private boolean failed;

        private FailingOnce(ChatModel model) {
            this(model, () -> new SaoException("no memory left", "Use fewer slots."));
        }

        private FailingOnce(ChatModel model, Supplier<RuntimeException> failure) {
            this.model = model;
            this.failure = failure;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            if (!failed) {
                failed = true;
                throw failure.get();
            }
            return model.generate(conversation, sampling, count, seed);
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            return model.score(conversation, continuations);
        }

        @Override
        public String fingerprint() {
            return model.fingerprint();
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            return score(Conversation.ask(context), continuations);
        }

        @Override
        public int concurrency() {
            return 4;
        }

        @Override
        public sao.chat.Capabilities capabilities() {
            return model.capabilities();
        }

        @Override
        public void close() {}
    }
}
