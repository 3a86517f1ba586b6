package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.control.RepetitionJudge;
import sao.domain.Judgment.Ranked;
import sao.domain.Response;
import sao.verdict.ForwardJudge;
import sao.verdict.ScoreJudge;
import sao.verdict.YesNoJudge;

class PointwiseJudgesTest {
    private static final Response SHORT = Responses.of("a", "Bake it.");
    private static final Response LONG = Responses.of("b", "Knead it, let it rise, then bake it.");

    /// A model that gives these probabilities to a label after a question about the long response, and the
    /// same probability to all labels after others.
    private static StubModel model(Map<String, Double> ofLong) {
        return StubModel.scoring((conversation, label) -> {
            boolean isLong = conversation.messages().getFirst().content().contains("rise");
            return Math.log(isLong ? ofLong.getOrDefault(label, 1e-30) : 0.1);
        });
    }

    @Test // 4.25 of 0.8 against 3: expected 0.1 + 0.8 + 2.5 = 3.4 of 0.8, so 4.25
    void theScoreIsTheExpectedOneOfTheFiveLabels() {
        StubModel model = model(Map.of("2", 0.05, "4", 0.2, "5", 0.5, "3", 0.05));
        var ranked = (Ranked) new ScoreJudge(model).compare(PROMPT, LONG, SHORT);
        double expected = (2 * 0.05 + 4 * 0.2 + 5 * 0.5 + 3 * 0.05) / 0.8;
        assertThat(ranked.logOdds()).isCloseTo(ScoreJudge.LOG_ODDS_PER_POINT * (expected - 3), within(1e-5));
        assertThat(ranked.verdictMass()).isCloseTo((0.8 + 0.5) / 2, within(1e-6));
    }

    @Test // both spellings count: 0.6 + 0.2 against 0.1 + 0.05; the other response is at even odds
    void yesIsYesHoweverItIsSpelled() {
        StubModel model = model(Map.of("Yes", 0.6, "yes", 0.2, "No", 0.1, "no", 0.05));
        var ranked = (Ranked) new YesNoJudge(model).compare(PROMPT, LONG, SHORT);
        assertThat(ranked.logOdds()).isCloseTo(Math.log(0.8 / 0.15), within(1e-5));
        assertThat(ranked.verdictMass()).isCloseTo((0.95 + 0.4) / 2, within(1e-6));
        assertThat(ranked.ordersAgree()).isTrue();
    }

    @Test
    void eachResponseIsAskedAboutAlone() {
        StubModel model = model(Map.of());
        var _ = new YesNoJudge(model).compare(PROMPT, LONG, SHORT);
        assertThat(model.conversations()).hasSize(2).allSatisfy(conversation -> {
            String asked = conversation.messages().getFirst().content();
            assertThat(asked.contains(LONG.text()) ^ asked.contains(SHORT.text()))
                    .isTrue();
            assertThat(asked).contains(PROMPT.text());
        });
    }

    @Test // the prompt stands as it was asked, and no token of the response is a label
    void forwardAsksHowLikelyTheResponseIs() {
        StubModel model = StubModel.scoring((conversation, continuation) -> {
            assertThat(conversation).isEqualTo(PROMPT.conversation());
            return continuation.equals(LONG.text()) ? -1.25 : -2;
        });
        var ranked = (Ranked) new ForwardJudge(model).compare(PROMPT, LONG, SHORT);
        assertThat(ranked.logOdds()).isCloseTo(0.75 * ForwardJudge.LOG_ODDS_PER_NAT, within(1e-9));
    }

    @Test // 8 words: 6 runs, 4 of them distinct; and 3 words: 1 of 1
    void repetitionCountsRunsOfThreeWords() {
        Response looping = Responses.of("c", "a b c d a b c d");
        var ranked = (Ranked) new RepetitionJudge().compare(PROMPT, Responses.of("d", "a b c"), looping);
        assertThat(ranked.logOdds()).isCloseTo(-Math.log(5.0 / 7), within(1e-12));
    }

    @Test
    void aModelThatCannotScoreIsRefusedAtOnce() {
        assertThatThrownBy(() -> new ScoreJudge(StubModel.mute())).hasMessageContaining("The score judge needs");
        assertThatThrownBy(() -> new YesNoJudge(StubModel.mute())).hasMessageContaining("The yes-no judge needs");
        assertThatThrownBy(() -> new ForwardJudge(StubModel.mute())).hasMessageContaining("The forward judge needs");
    }
}
