package sao.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.error.ContextOverflowException;
import sao.error.ModelAccessException;
import sao.error.ModelUnavailableException;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;

class RetryingModelTest {
    private static final RetryPolicy POLICY = new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Conversation QUESTION = Conversation.ask("Why?");

    private final List<Duration> pauses = new ArrayList<>();

    private static SaoException busy(Optional<Duration> retryAfter) {
        return new ModelUnavailableException("The server answers 429.", "Lower the concurrency.", retryAfter);
    }

    private RetryingModel retrying(ChatModel model) {
        return new RetryingModel(model, POLICY, pauses::add);
    }

    private static Generation ask(ChatModel model) {
        return model.generate(QUESTION, SamplingSettings.of(0, 1, 8), 1, 7);
    }

    @Test
    void anUnavailableModelIsCalledAgainAfterTheDelayThatItAsksFor() {
        var model = new Failing(busy(Optional.of(Duration.ofSeconds(17))), busy(Optional.of(Duration.ZERO)));
        assertThat(ask(retrying(model)).answers()).hasSize(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(17), Duration.ZERO);
        assertThat(model.calls).isEqualTo(3);
    }

    @Test
    void withoutAStatedDelayTheDelaysDouble() {
        var model = new Failing(busy(Optional.empty()), busy(Optional.empty()), busy(Optional.empty()));
        assertThat(ask(retrying(model)).answers()).hasSize(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void afterTheLastAttemptTheFailureIsThrown() {
        SaoException last = busy(Optional.empty());
        var model = new Failing(busy(Optional.empty()), busy(Optional.empty()), busy(Optional.empty()), last);
        assertThatThrownBy(() -> ask(retrying(model))).isSameAs(last);
        assertThat(model.calls).isEqualTo(POLICY.attempts());
        assertThat(pauses).hasSize(POLICY.attempts() - 1);
    }

    @Test
    void aDelayAboveTheLongestIsNotWaitedFor() {
        var model = new Failing(busy(Optional.of(Duration.ofHours(1))));
        assertThatThrownBy(() -> ask(retrying(model))).isInstanceOf(ModelUnavailableException.class);
        assertThat(model.calls).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void noOtherFailureIsRetried() {
        for (SaoException failure : List.of(
                new ModelAccessException("The key is wrong.", "Set another one."),
                new RequestRejectedException("top_k is not supported.", "Set it to 0."),
                new ContextOverflowException(10, 20, 16),
                new SaoException("It failed.", "Look at its log."))) {
            var model = new Failing(failure);
            assertThatThrownBy(() -> ask(retrying(model))).isSameAs(failure);
            assertThat(model.calls).isEqualTo(1);
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void scoresAreRetriedAsAnswersAre() {
        assertThat(retrying(new Failing(busy(Optional.empty())))
                        .score(QUESTION, List.of("yes"))
                        .continuations())
                .hasSize(1);
        assertThat(retrying(new Failing(busy(Optional.empty())))
                        .scoreText("Why", List.of("?", "!"))
                        .continuations())
                .hasSize(2);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void anInterruptEndsTheWait() {
        var model = new RetryingModel(new Failing(busy(Optional.empty())), POLICY, _ -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> ask(model)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatTheModelSaysOfItselfStaysTheSame() {
        var model = retrying(new Failing());
        assertThat(model.fingerprint()).isEqualTo("stub");
        assertThat(model.concurrency()).isEqualTo(3);
        assertThat(model.capabilities()).isEqualTo(Capabilities.all(16, "stub"));
        model.close();
        assertThat(ask(model).answers()).hasSize(1);
    }

    /// Throws the given failures one after the other, then answers.
    private static final class Failing implements ChatModel {
        private final Deque<SaoException> failures;
        private int calls;

        private Failing(SaoException... failures) {
            this.failures = new ArrayDeque<>(Arrays.asList(failures));
        }

        private void call() {
            calls++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            call();
            return new Generation(
                    Optional.empty(),
                    List.of(Answer.ofText("Because.", FinishReason.STOP, seed)),
                    new Usage(0, 0, 0, 0));
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            call();
            return new Score(
                    Optional.empty(),
                    continuations.stream()
                            .map(_ -> new Continuation(Optional.empty(), LogProbabilities.of(-1)))
                            .toList(),
                    new Usage(0, 0, 0, 0));
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            return score(Conversation.ask(context), continuations);
        }

        @Override
        public String fingerprint() {
            return "stub";
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.all(16, "stub");
        }

        @Override
        public int concurrency() {
            return 3;
        }

        @Override
        public void close() {
            throw new IllegalStateException("closed by who does not own it");
        }
    }
}
