package sao.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.error.RequestRejectedException;
import sao.token.FinishReason;
import sao.token.SamplingSettings;

class InstructionAnswersTest {
    @Test
    void everyPromptIsAnsweredGreedilyAndARejectedOneIsEmpty() {
        List<InstructionRow> rows = List.of(
                new InstructionRow("1", "first", List.of()),
                new InstructionRow("2", "rejected", List.of()),
                new InstructionRow("3", "third", List.of()));
        AtomicInteger finished = new AtomicInteger();
        assertThat(InstructionAnswers.generate(new EchoModel(), rows, finished::incrementAndGet))
                .containsExactly("to first", "", "to third");
        assertThat(finished).hasValue(3);
    }

    private static final class EchoModel implements ChatModel {
        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            assertThat(sampling).isEqualTo(SamplingSettings.greedy(InstructionAnswers.MAXIMUM_TOKENS));
            assertThat(count).isEqualTo(1);
            String prompt = conversation.singleQuestion().orElseThrow();
            if (prompt.equals("rejected")) {
                throw new RequestRejectedException("rejected", "Shorten it.");
            }
            return new Generation(
                    Optional.empty(),
                    List.of(Answer.ofText("to " + prompt, FinishReason.STOP, seed)),
                    new Usage(1, 0, 1, 0));
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String fingerprint() {
            return "echo";
        }

        @Override
        public Capabilities capabilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int concurrency() {
            return 2;
        }

        @Override
        public void close() {}
    }
}
