package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.domain.Judgment;
import sao.domain.Judgment.Ranked;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.text.EchoedText;
import sao.verdict.BackwardJudge;

class SeatlessJudgesTest {
    private static final Response SHORT = Responses.of("a", "Bake it.");
    private static final Response LONG = Responses.of("b", "Knead it, let it rise, then bake it. 🍞");

    private static final BackwardJudge BACKWARD = new BackwardJudge(StubModel.scoring((conversation, continuation) -> {
        assertThat(continuation).isEqualTo(PROMPT.text());
        return conversation.messages().getFirst().content().contains("rise") ? -1.5 : -2.25;
    }));

    @Test // 0.75 nats a token in favour of the second
    void theResponseThatSaysMoreAboutThePromptWins() {
        var ranked = (Ranked) BACKWARD.compare(PROMPT, SHORT, LONG);
        assertThat(ranked.firstWins()).isFalse();
        assertThat(ranked.logOdds()).isCloseTo(-0.75 * BackwardJudge.LOG_ODDS_PER_NAT, within(1e-9));
        assertThat(ranked.swapped()).isEqualTo(-ranked.given());
        assertThat(ranked.ordersAgree()).isTrue();
    }

    @Test
    void whatAResponseSaysBackOfItsPromptIsNotShown() {
        Prompt asking = new Prompt("p", "persona", "How do I bake a good loaf of bread at home?");
        StubModel model = StubModel.scoring((_, _) -> -1);
        var _ = new BackwardJudge(model)
                .compare(
                        asking,
                        Responses.of("a", "How do I bake a good loaf of bread at home?"),
                        Responses.of("b", "To bake a good\nloaf of bread, knead it."));
        assertThat(model.conversations())
                .extracting(conversation -> conversation.messages().getFirst().content())
                .anySatisfy(asked -> assertThat(asked).containsPattern(">\\n\\n</answer"))
                .anySatisfy(asked -> assertThat(asked).contains("\nTo knead it.\n"));
        assertThat(EchoedText.removed("How do I bake?", "Well,\n\nbake it.")).isEqualTo("Well,\n\nbake it.");
    }

    @Test
    void whatIsPutBetweenTheWordsOfAnEchoDoesNotHideIt() {
        String prompt = "How do I knead a heavy dough at home?";
        assertThat(EchoedText.removed(prompt, "You asked: How do I - knead a heavy - dough at home!"))
                .isEqualTo("You asked: - -");
        assertThat(EchoedText.removed(prompt, "How can do well I often gladly knead. Fold it."))
                .isEqualTo("can well often gladly Fold it.");
        assertThat(EchoedText.removed(prompt, "Knead a dough at will, at home; how often do I?"))
                .isEqualTo("Knead a dough at will, at home; how often do I?");
        assertThat(EchoedText.removed("怎么在家里的厨房里揉一个很重的面团", "你问:怎么在家里的厨房里,揉一个很重的面团吗"))
                .isEqualTo("你问:,吗");
    }

    @Test // 8 and 38 code points (39 UTF-16 units), each plus one
    void lengthIsCountedInCodePoints() {
        var ranked = (Ranked) new LengthJudge(LengthJudge.Preferred.LONGEST).compare(PROMPT, SHORT, LONG);
        assertThat(ranked.probability()).isCloseTo(9.0 / (9 + 39), within(1e-12));
        assertThat(((Ranked) new LengthJudge(LengthJudge.Preferred.SHORTEST).compare(PROMPT, SHORT, LONG)).firstWins())
                .isTrue();
    }

    @Test
    void equalLengthsAreATieForTheLengthJudge() {
        assertThat(new LengthJudge(LengthJudge.Preferred.LONGEST).compare(PROMPT, SHORT, Responses.of("c", "Fry  it.")))
                .isEqualTo(new Judgment.Tied(0, 0, 1));
    }

    @Test
    void theCoinIsFairAndTheSeedsOwn() {
        int firstWins = 0;
        for (int i = 0; i < 1_000; i++) {
            Response other = Responses.of("r" + i, "text " + i);
            var ranked = (Ranked) new RandomJudge(3).compare(PROMPT, SHORT, other);
            assertThat(new RandomJudge(3).compare(PROMPT, SHORT, other)).isEqualTo(ranked);
            firstWins += ranked.firstWins() ? 1 : 0;
        }
        assertThat(firstWins).isBetween(440, 560);
    }

    @Test
    void swappingTheResponsesMirrorsEveryJudgment() {
        List<Judge> judges = List.of(
                BACKWARD,
                new RandomJudge(1),
                new LengthJudge(LengthJudge.Preferred.LONGEST),
                new LengthJudge(LengthJudge.Preferred.SHORTEST));
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            Response first = Responses.of("f" + seed, "rise".repeat(random.nextInt(3)) + random.nextInt(9));
            Response second = Responses.of("s" + seed, "fall".repeat(random.nextInt(3)) + random.nextInt(9));
            for (Judge judge : judges) {
                Judgment there = judge.compare(PROMPT, first, second);
                Judgment back = judge.compare(PROMPT, second, first);
                assertThat(back)
                        .as("%s, seed %d", judge.name(), seed)
                        .isEqualTo(there instanceof Ranked ranked ? ranked.mirrored() : there);
            }
        }
    }

    @Test
    void aModelThatCannotScoreIsRefusedAtOnce() {
        assertThatThrownBy(() -> new BackwardJudge(StubModel.mute()))
                .hasMessageContaining("The backward judge needs log-probabilities")
                .hasMessageContaining("Set judge.kind to written");
    }

    @Test
    void namesCarryTheirVersion() {
        assertThat(BACKWARD.name()).isEqualTo("backward/v4");
        assertThat(new RandomJudge(1).name()).isEqualTo("random/v1");
    }
}
