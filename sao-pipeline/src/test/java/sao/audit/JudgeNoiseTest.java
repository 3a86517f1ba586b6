package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.control.RepetitionJudge;
import sao.domain.AnsweredPrompt;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.MeanJudge;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.verdict.BackwardJudge;
import sao.verdict.ForwardJudge;
import sao.verdict.SeatOrder;
import sao.verdict.WrittenJudge;

/// The noise of judges whose models depend on the words in the fences, or do not.
class JudgeNoiseTest {
    /// Twice the standard deviation of a uniform number in [0, 1), of two responses: 2 sqrt(2 / 12).
    private static final double OF_TWO_UNIFORM_NUMBERS = 2 * Math.sqrt(2.0 / 12);

    /// The log-probability is a uniform number that depends on every word of the question, also on the fences.
    private static StubModel nervous() {
        return StubModel.scoring((conversation, continuation) ->
                -(Seeds.of(3, conversation.toString() + continuation) >>> 11) * 0x1p-53);
    }

    /// The log-probability depends on the words of the responses alone, which begin with w.
    private static StubModel calm() {
        return StubModel.scoring((conversation, _) -> {
            String words = conversation.toString().replaceAll("(?s)\\b(?!w)\\w+", "");
            return -(Seeds.of(3, words.replaceAll("[^w0-9-]", "")) >>> 11) * 0x1p-53;
        });
    }

    private static List<AnsweredPrompt> answered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AnsweredPrompt(
                        new Prompt("p" + i, "persona", "Question " + i),
                        List.of(
                                Responses.of("a" + i, "w%d-1".formatted(i)),
                                Responses.of("b" + i, "w%d-2".formatted(i)))))
                .toList();
    }

    private static JudgeNoise noise(Judge judge, int pairs) {
        return JudgeNoise.measure(judge, answered(pairs), AuditSample.ONE);
    }

    @Test // 400 pairs, 3 degrees of freedom each: a standard error of 2 %
    void theDeviationIsThatOfTheLogOddsUnderOtherWords() {
        JudgeNoise noise = noise(new BackwardJudge(nervous()), 400);
        assertThat(noise.pairs()).isEqualTo(400);
        assertThat(noise.repetitions()).isEqualTo(4);
        assertThat(noise.deviation()).isCloseTo(OF_TWO_UNIFORM_NUMBERS, within(0.07));
        assertThat(noise.margin()).isCloseTo(1.6449 * noise.deviation(), within(1e-4));
    }

    @Test // independent errors of two judges, each with half the weight: the deviation of one over sqrt(2)
    void theMeanOfTwoJudgesHasLessNoise() {
        Judge one = new BackwardJudge(nervous());
        Judge other = new BackwardJudge(StubModel.scoring((conversation, continuation) ->
                -(Seeds.of(4, conversation.toString() + continuation) >>> 11) * 0x1p-53));
        Judge mean = new MeanJudge(List.of(new MeanJudge.Member(one, 1), new MeanJudge.Member(other, 1)));
        assertThat(noise(mean.fitting(), 400).deviation())
                .isCloseTo(OF_TWO_UNIFORM_NUMBERS / Math.sqrt(2), within(0.06));
    }

    @Test
    void aModelThatDoesNotReadTheFencesHasNoNoise() {
        JudgeNoise noise = noise(new BackwardJudge(calm()), 20);
        assertThat(noise.pairs()).isEqualTo(20);
        assertThat(noise.deviation()).isZero();
    }

    @Test
    void judgesWithoutFencesAreNotRepeated() {
        StubModel model = nervous();
        assertThat(noise(new ForwardJudge(model), 20)).isEqualTo(new JudgeNoise(0, 0, 0));
        assertThat(noise(new RepetitionJudge().fitting(), 20)).isEqualTo(new JudgeNoise(0, 0, 0));
        assertThat(model.calls()).isZero();
    }

    @Test // one of four judgments of a pair is the usual one
    void theUsualJudgmentIsOneOfTheRepetitions() {
        StubModel usual = nervous();
        var _ = new BackwardJudge(usual)
                .compare(
                        answered(1).getFirst().prompt(),
                        answered(1).getFirst().responses().get(0),
                        answered(1).getFirst().responses().get(1));
        StubModel repeated = nervous();
        JudgeNoise.measure(new BackwardJudge(repeated), answered(1), AuditSample.ONE);
        assertThat(repeated.conversations()).hasSize(8).containsAll(usual.conversations());
    }

    @Test
    void aJudgeThatSamplesIsRepeatedWithOtherSeeds() {
        Judge written = new WrittenJudge(
                StubModel.writing((_, seed) -> seed % 2 == 0 ? "ranking: 1 > 2" : "ranking: 2 > 1"),
                JudgeRubric.named("sao-v1"),
                SeatOrder.GIVEN,
                SamplingSettings.of(1, 1, 8),
                3);
        assertThat(noise(written, 100).deviation()).isCloseTo(Math.log(9), within(0.3)); // either sign of ln 9
    }

    @Test
    void pairsWithoutTwoReadableJudgmentsAreNotCounted() {
        Judge mute = new WrittenJudge(
                StubModel.writing((_, _) -> "Hm."),
                JudgeRubric.named("sao-v1"),
                SeatOrder.GIVEN,
                SamplingSettings.of(1, 1, 8),
                3);
        assertThat(noise(mute, 5)).isEqualTo(new JudgeNoise(0, 0, 4));
    }

    @Test
    void pairsAreTheFirstTwoDifferentResponses() {
        AnsweredPrompt twins = new AnsweredPrompt(
                Responses.PROMPT, List.of(Responses.of("a", "Bake it."), Responses.of("b", "Bake it. ")));
        AnsweredPrompt alone = new AnsweredPrompt(Responses.PROMPT, List.<Response>of(Responses.of("a", "Bake it.")));
        List<AnsweredPrompt> good = answered(3);
        assertThat(JudgeNoise.pairs(List.of(twins, good.get(0), alone, good.get(1), good.get(2)), 2))
                .containsExactly(good.get(0), good.get(1));
    }

    @Test
    void saltedJudgesKeepTheMirrorLaw() {
        Judge salted = new BackwardJudge(nervous()).salted("noise 1");
        AnsweredPrompt pair = answered(1).getFirst();
        Response first = pair.responses().get(0);
        Response second = pair.responses().get(1);
        var there = (Judgment.Ranked) salted.compare(pair.prompt(), first, second);
        assertThat(salted.compare(pair.prompt(), second, first)).isEqualTo(there.mirrored());
        assertThat(salted.name()).isEqualTo(new BackwardJudge(nervous()).name());
    }
}
