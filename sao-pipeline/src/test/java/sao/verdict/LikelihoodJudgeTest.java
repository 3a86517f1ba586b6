package sao.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.chat.Conversation;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;

class LikelihoodJudgeTest {
    private static final JudgeRubric RUBRIC = JudgeRubric.named(JudgeRubric.DEFAULT);
    private static final Response GOOD = Responses.of("a", "Knead the dough, let it rise, bake it for forty minutes.");
    private static final Response BAD = Responses.of("b", "Bread is a word of five letters.");

    /// A model that leans to the first seat by `bias` and knows the good answer by `insight`; nats.
    private static StubModel model(double bias, double insight) {
        return StubModel.scoring((conversation, continuation) -> {
            double logOdds = bias + (goodSitsFirst(conversation) ? insight : -insight);
            double firstWins = 1 / (1 + Math.exp(-logOdds));
            return Math.log(0.5 * (continuation.equals(" 1 > 2") ? firstWins : 1 - firstWins));
        });
    }

    private static boolean goodSitsFirst(Conversation conversation) {
        String question = conversation.messages().getFirst().content();
        return question.indexOf(GOOD.text()) < question.indexOf(BAD.text());
    }

    @Test
    void aConstantPreferenceForASeatCancels() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            double bias = random.nextDouble(-3, 3), insight = random.nextDouble(0.1, 2);
            Judgment judgment = new LikelihoodJudge(model(bias, insight), RUBRIC).compare(PROMPT, GOOD, BAD);
            assertThat(judgment).as("seed %d", seed).isInstanceOfSatisfying(Judgment.Ranked.class, ranked -> {
                assertThat(ranked.firstWins()).isTrue();
                assertThat(ranked.logOdds()).isCloseTo(insight, within(1e-5)); // scores are floats
                assertThat((ranked.given() + ranked.swapped()) / 2).isCloseTo(bias, within(1e-5));
                assertThat(ranked.verdictMass()).isCloseTo(0.5, within(1e-6));
                assertThat(ranked.ordersAgree()).isEqualTo(Math.abs(bias) < insight);
            });
        }
    }

    @Test
    void aJudgeThatOnlySeesSeatsSaysTie() {
        Judgment judgment = new LikelihoodJudge(model(2.5, 0), RUBRIC).compare(PROMPT, GOOD, BAD);
        assertThat(judgment).isInstanceOf(Judgment.Tied.class);
    }

    @Test
    void equalTextsAreATieThatCostsNothing() {
        StubModel model = model(1, 1);
        Judgment judgment = new LikelihoodJudge(model, RUBRIC).compare(PROMPT, GOOD, Responses.of("c", GOOD.text()));
        assertThat(judgment).isEqualTo(new Judgment.Tied(0, 0, 1));
        assertThat(model.calls()).isZero();
    }

    @Test
    void swappingTheResponsesMirrorsTheJudgmentExactly() {
        var judge = new LikelihoodJudge(model(0.7, 0.4), RUBRIC);
        var there = (Judgment.Ranked) judge.compare(PROMPT, GOOD, BAD);
        assertThat(judge.compare(PROMPT, BAD, GOOD)).isEqualTo(there.mirrored());
    }

    @Test
    void aLogProbabilityThatIsNoNumberIsNoVerdict() {
        var judge = new LikelihoodJudge(StubModel.scoring((_, _) -> Double.NEGATIVE_INFINITY), RUBRIC);
        assertThat(judge.compare(PROMPT, GOOD, BAD))
                .isInstanceOfSatisfying(
                        Judgment.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo("log_odds_not_finite"));
    }

    @Test
    void theAnswerIsBegunUpToTheVerdict() {
        StubModel model = model(0, 1);
        var _ = new LikelihoodJudge(model, RUBRIC).compare(PROMPT, GOOD, BAD);
        assertThat(model.conversations()).hasSize(2).allSatisfy(conversation -> {
            assertThat(conversation.continuesAssistant()).isTrue();
            assertThat(conversation.messages().getLast().content()).isEqualTo("ranking:");
        });
    }
}
