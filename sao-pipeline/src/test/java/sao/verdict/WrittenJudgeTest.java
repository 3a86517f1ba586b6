package sao.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;
import sao.token.SamplingSettings;

class WrittenJudgeTest {
    private static final Response GOOD = Responses.of("a", "Knead it and bake it.");
    private static final Response BAD = Responses.of("b", "Buy it at the shop.");
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 32);

    private static WrittenJudge judge(StubModel model, SeatOrder order) {
        return new WrittenJudge(model, JudgeRubric.named("sao-v1"), order, SAMPLING, 7);
    }

    /// Names the seat in which the good response sits.
    private static StubModel knowing() {
        return StubModel.writing((conversation, _) -> {
            String question = conversation.messages().getFirst().content();
            return question.indexOf(GOOD.text()) < question.indexOf(BAD.text()) ? "ranking: 1 > 2" : "ranking: 2 > 1";
        });
    }

    @Test
    void theBetterResponseWinsInEveryOrder() {
        for (SeatOrder order : SeatOrder.values()) {
            Judgment judgment = judge(knowing(), order).compare(PROMPT, GOOD, BAD);
            assertThat(judgment).as(order.label()).isInstanceOfSatisfying(Judgment.Ranked.class, ranked -> {
                assertThat(ranked.probability()).isCloseTo(0.9, within(1e-12));
                assertThat(ranked.verdictMass()).isEqualTo(1);
            });
            assertThat(judge(knowing(), order).compare(PROMPT, BAD, GOOD))
                    .as(order.label())
                    .isEqualTo(((Judgment.Ranked) judgment).mirrored());
        }
    }

    @Test
    void ordersThatContradictEachOtherAreATie() {
        StubModel first = StubModel.writing((_, _) -> "ranking: 1 > 2");
        assertThat(judge(first, SeatOrder.BOTH).compare(PROMPT, GOOD, BAD)).isInstanceOf(Judgment.Tied.class);
    }

    @Test
    void oneOrderTakesTheSeatForTheResponse() {
        StubModel first = StubModel.writing((_, _) -> "ranking: 1 > 2");
        assertThat(judge(first, SeatOrder.GIVEN).compare(PROMPT, GOOD, BAD))
                .isInstanceOfSatisfying(
                        Judgment.Ranked.class,
                        ranked -> assertThat(ranked.firstWins()).isTrue());
        assertThat(judge(first, SeatOrder.SWAPPED).compare(PROMPT, GOOD, BAD))
                .isInstanceOfSatisfying(
                        Judgment.Ranked.class,
                        ranked -> assertThat(ranked.firstWins()).isFalse());
    }

    @Test
    void randomSeatsAreDrawnForEachPair() {
        StubModel first = StubModel.writing((_, _) -> "ranking: 1 > 2");
        int firstWins = 0;
        for (int i = 0; i < 400; i++) {
            var judgment = (Judgment.Ranked)
                    judge(first, SeatOrder.RANDOM).compare(PROMPT, Responses.of("g" + i, "good"), BAD);
            firstWins += judgment.firstWins() ? 1 : 0;
        }
        assertThat(firstWins).isBetween(160, 240);
    }

    @Test
    void oneOrderThatSeesATieMakesASmallerMargin() {
        StubModel model = StubModel.writing((conversation, seed) -> {
            String verdict = knowing()
                    .generate(conversation, SAMPLING, 1, seed)
                    .answers()
                    .getFirst()
                    .text();
            return verdict.equals("ranking: 2 > 1") ? "ranking: tie" : verdict;
        });
        assertThat(judge(model, SeatOrder.BOTH).compare(PROMPT, GOOD, BAD))
                .isInstanceOfSatisfying(
                        Judgment.Ranked.class,
                        ranked -> assertThat(ranked.probability()).isCloseTo(0.75, within(1e-12)));
    }

    @Test
    void anUnreadableVerdictIsAskedForOnceMoreWithAnotherSeed() {
        Set<Long> seeds = new HashSet<>();
        StubModel second =
                StubModel.writing((_, seed) -> seeds.add(seed) && seeds.size() == 1 ? "Hm." : "ranking: 2 > 1");
        Judgment judgment = judge(second, SeatOrder.GIVEN).compare(PROMPT, GOOD, BAD);
        assertThat(judgment).isInstanceOfSatisfying(Judgment.Ranked.class, ranked -> {
            assertThat(ranked.firstWins()).isFalse();
            assertThat(ranked.verdictMass()).isEqualTo(0.5);
        });
        assertThat(seeds).hasSize(2);
    }

    @Test
    void garbageIsNeverAVerdict() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            StubModel garbage = StubModel.writing((_, _) -> random.ints(random.nextInt(60), 32, 0x250)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
            assertThat(judge(garbage, SeatOrder.BOTH).compare(PROMPT, GOOD, BAD))
                    .as("seed %d", seed)
                    .isInstanceOf(Judgment.Unreadable.class);
            assertThat(garbage.calls()).isEqualTo(2); // once, and once more; the other order is not paid for
        }
    }

    @Test
    void evidenceIsShort() {
        StubModel chatty = StubModel.writing((_, _) -> "so many words\n".repeat(500));
        assertThat(judge(chatty, SeatOrder.BOTH).compare(PROMPT, GOOD, BAD))
                .isInstanceOfSatisfying(
                        Judgment.Unreadable.class,
                        unreadable -> assertThat(unreadable.evidence())
                                .hasSizeLessThan(210)
                                .doesNotContain("\n"));
    }

    @Test
    void equalTextsCostNothing() {
        StubModel model = knowing();
        assertThat(judge(model, SeatOrder.BOTH).compare(PROMPT, GOOD, Responses.of("z", GOOD.text())))
                .isEqualTo(new Judgment.Tied(0, 0, 1));
        assertThat(model.calls()).isZero();
    }
}
