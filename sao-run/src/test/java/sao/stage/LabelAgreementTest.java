package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class LabelAgreementTest {
    /// Answers only when four questions are under way.
    private static final class Gathering implements Judge {
        private final CountDownLatch asked = new CountDownLatch(4);

        @Override
        public String name() {
            return "gathering/v1";
        }

        @Override
        public Judgment compare(Prompt prompt, Response first, Response second) {
            asked.countDown();
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            double logOdds = Integer.parseInt(prompt.id()) - 1.0;
            return logOdds == 0 ? new Judgment.Tied(0, 0, 1) : new Judgment.Ranked(logOdds, -logOdds, 1);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pairsAreJudgedAtTheSameTimeAndCountedInTheirOrder() {
        List<PreferencePair> pairs =
                IntStream.range(0, 4).mapToObj(LabelAgreementTest::pair).toList();
        assertThat(LabelAgreement.verdicts(new Gathering(), pairs, BoundedConcurrency.of(4)))
                .containsExactly(false, true, true); // the tie of pair 1 is left out
    }

    private static PreferencePair pair(int number) {
        String id = "%032d".formatted(number);
        return new PreferencePair(
                id,
                2,
                "persona",
                Conversation.ask("How do I bake bread?"),
                Optional.of(TokenIds.of(1)),
                answer("good"),
                answer("bad"),
                0.75,
                1,
                -1,
                "gathering/v1");
    }

    private static Answer answer(String text) {
        return new Answer(text, TokenIds.of(1), LogProbabilities.of(-1), FinishReason.STOP, 0);
    }
}
