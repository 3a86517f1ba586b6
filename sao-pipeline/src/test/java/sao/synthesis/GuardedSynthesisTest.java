package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Usage;
import sao.ledger.Ledger;
import sao.rows.Funnel;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;

/// Models from which nothing comes: a round ends by a named guard or at its budget, and does not hang.
class GuardedSynthesisTest {
    @TempDir
    private Path folder;

    @Test
    void aModelThatAlwaysSaysTheSameEndsAtTheBudget() {
        StubModel parrot = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                return super.generate(Conversation.ask("User prompt:"), sampling, count, 5);
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            Funnel funnel = StubRun.run(ledger, parrot, 16);
            assertThat(funnel.personas()).isEqualTo(StubRun.settings(16).budget());
            assertThat(funnel.prompts()).isEqualTo(1);
            assertThat(funnel.dropped()).containsEntry("duplicate", funnel.personas() - 1);
        }
    }

    @Test
    void aModelThatWritesNothingStopsAtTheGuard() {
        for (String text : List.of("", "   ", "\u0000\ufffd", "lorem", "User prompt:")) {
            try (Ledger ledger = Ledger.open(folder.resolve("text-" + text.hashCode()))) {
                SynthesisSettings settings = StubRun.settings(1_000, StubRun.prompts(PromptMix.PAPER, 0.02), 16);
                Saying model = new Saying(text);
                assertThatThrownBy(
                                () -> StubRun.synthesis(ledger, model, settings).run(ledger, 1))
                        .isInstanceOf(LowYieldException.class)
                        .hasMessageContaining("The yield guard stopped the run")
                        .hasMessageContaining("yield 0.0 %");
                assertThat(model.asked.get()).as(text).isLessThan(300);
            }
        }
    }

    @Test
    void aModelThatAlwaysWritesTheSameStopsAtTheGuard() {
        try (Ledger ledger = Ledger.open(folder)) {
            SynthesisSettings settings = StubRun.settings(1_000, StubRun.prompts(PromptMix.PAPER, 0.02), 16);
            assertThatThrownBy(() -> StubRun.synthesis(
                                    ledger, new Saying("User prompt: Why do bees swarm in May?"), settings)
                            .run(ledger, 1))
                    .isInstanceOf(LowYieldException.class)
                    .hasMessageContaining("duplicate");
        }
    }

    @Test
    void answersThatMakeNoPairStopAtTheGuard() {
        StubModel parrot = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                return count == 1
                        ? super.generate(conversation, sampling, count, seed)
                        : new Saying("The same.").generate(conversation, sampling, count, seed);
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            SynthesisSettings settings = StubRun.settings(1_000, StubRun.prompts(PromptMix.PAPER, 0.02), 16);
            assertThatThrownBy(() -> StubRun.synthesis(ledger, parrot, settings).run(ledger, 1))
                    .isInstanceOf(LowYieldException.class)
                    .hasMessageContaining("The pair guard stopped the run")
                    .hasMessageContaining("identical_responses")
                    .hasMessageFindingMatch("[34]\\d prompts were answered") // 32 and up to 16 rows under way
                    .hasMessageContaining("The model gives equal responses to a prompt at responses.temperature 0.6.")
                    .hasMessageContaining("Raise responses.temperature or responses.top_p");
        }
    }

    /// Says one thing, whatever it is asked.
    private static final class Saying extends StubModel {
        private final String text;

        private Saying(String text) {
            this.text = text;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            asked.incrementAndGet();
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(new Answer(
                        text, TokenIds.of(3), LogProbabilities.of(-1f), FinishReason.STOP, Seeds.of(seed, i)));
            }
            return new Generation(TokenIds.of(1), answers, new Usage(1, 0, 1, 1));
        }
    }
}
