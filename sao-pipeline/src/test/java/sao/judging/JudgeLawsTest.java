package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.chat.ChatModel;
import sao.control.EndedJudge;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.control.RepetitionJudge;
import sao.domain.Judgment;
import sao.domain.Judgment.Ranked;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.guide.HintJudge;
import sao.guide.RubricJudge;
import sao.reward.RewardJudge;
import sao.rubric.JudgeRubric;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.verdict.BackwardJudge;
import sao.verdict.ForwardJudge;
import sao.verdict.LikelihoodJudge;
import sao.verdict.ScoreJudge;
import sao.verdict.SeatOrder;
import sao.verdict.WrittenJudge;
import sao.verdict.YesNoJudge;

/// What every judge promises, whatever its kind.
class JudgeLawsTest {
    private static final JudgeRubric RUBRIC = JudgeRubric.named(JudgeRubric.DEFAULT);

    /// One kind of judge, made for a model.
    record Kind(String name, Function<ChatModel, Judge> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> all() {
        return Stream.concat(
                asking(),
                Stream.of(
                        new Kind("consensus", _ -> new ConsensusJudge()),
                        new Kind("repetition", _ -> new RepetitionJudge()),
                        new Kind("ended", _ -> new EndedJudge()),
                        new Kind("random", _ -> new RandomJudge(3)),
                        new Kind("longest", _ -> new LengthJudge(LengthJudge.Preferred.LONGEST)),
                        new Kind("shortest", _ -> new LengthJudge(LengthJudge.Preferred.SHORTEST))));
    }

    static Stream<Kind> asking() {
        return Stream.of(
                new Kind("likelihood", model -> new LikelihoodJudge(model, RUBRIC)),
                new Kind("written", JudgeLawsTest::written),
                new Kind("score", ScoreJudge::new),
                new Kind("yes-no", YesNoJudge::new),
                new Kind("backward", BackwardJudge::new),
                new Kind("forward", ForwardJudge::new),
                new Kind("reward", RewardJudge::new),
                new Kind("hint", model -> new HintJudge(model, 7)),
                new Kind("rubric", model -> new RubricJudge(model, 7)),
                new Kind("copeland", model -> new CopelandJudge(new LikelihoodJudge(model, RUBRIC))),
                new Kind("mean", JudgeLawsTest::mean));
    }

    private static Judge written(ChatModel model) {
        return new WrittenJudge(model, RUBRIC, SeatOrder.BOTH, SamplingSettings.of(0.6, 0.95, 16), 5);
    }

    private static Judge mean(ChatModel model) {
        return new MeanJudge(List.of(
                new MeanJudge.Member(new ScoreJudge(model), 1), new MeanJudge.Member(new YesNoJudge(model), 0.3)));
    }

    /// A model whose every word follows from what it is asked, and from nothing else.
    private static StubModel whimsical() {
        return StubModel.whimsical(
                (conversation, _) -> Seeds.of(1, conversation.toString()) < 0 ? "ranking: 1 > 2" : "ranking: 2 > 1",
                (conversation, continuation) ->
                        -1e-3 * (1 + Long.remainderUnsigned(Seeds.of(2, conversation + continuation), 3000)));
    }

    private static List<Response> others() {
        return List.of(Responses.of("o1", "Knead the dough and bake it."), Responses.of("o2", "Bake it hot."));
    }

    @ParameterizedTest
    @MethodSource("all")
    void swappedResponsesMirrorTheJudgment(Kind kind) {
        Judge judge = kind.of().apply(whimsical());
        int ranked = 0;
        for (long seed = 0; seed < 100; seed++) {
            Response first = response("f", seed);
            Response second = response("s", seed);
            Judgment there = judge.compare(PROMPT, first, second, others());
            Judgment back = judge.compare(PROMPT, second, first, others());
            assertThat(back).as("seed %d", seed).isEqualTo(there instanceof Ranked one ? one.mirrored() : there);
            ranked += there instanceof Ranked ? 1 : 0;
        }
        assertThat(ranked).isPositive();
    }

    private static Response response(String id, long seed) {
        var random = new SplittableRandom(Seeds.of(seed, id));
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            text.append(
                    List.of("knead ", "bake ", "the dough ", "it ", "slowly ").get(random.nextInt(5)));
        }
        FinishReason end = random.nextBoolean() ? FinishReason.STOP : FinishReason.LENGTH;
        return Responses.of(id + seed, text.toString().strip(), end);
    }

    @ParameterizedTest
    @MethodSource("all")
    void identicalResponsesAreAnExactTieThatCostsNothing(Kind kind) {
        StubModel model = whimsical();
        Response one = Responses.of("a", "Knead it and bake it.");
        Response twin = Responses.of("b", one.text());
        assertThat(kind.of().apply(model).compare(PROMPT, one, twin, others())).isEqualTo(new Judgment.Tied(0, 0, 1));
        assertThat(model.calls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void equalQuestionsHaveEqualAnswers(Kind kind) {
        for (long seed = 0; seed < 20; seed++) {
            Judgment once =
                    kind.of().apply(whimsical()).compare(PROMPT, response("f", seed), response("s", seed), others());
            assertThat(kind.of().apply(whimsical()).compare(PROMPT, response("f", seed), response("s", seed), others()))
                    .isEqualTo(once);
        }
    }

    @ParameterizedTest
    @MethodSource("asking")
    void aModelThatFindsNothingPossibleHasNoVerdict(Kind kind) {
        for (double garbage : new double[] {Double.NEGATIVE_INFINITY, Double.NaN}) {
            StubModel model = StubModel.whimsical((_, _) -> "Hm, hm.", (_, _) -> garbage);
            assertThat(kind.of().apply(model).compare(PROMPT, response("f", 1), response("s", 1)))
                    .isInstanceOf(Judgment.Unreadable.class);
        }
    }

    @ParameterizedTest
    @MethodSource("asking")
    void whatDoesNotFitTheContextHasNoVerdict(Kind kind) {
        StubModel small = StubModel.whimsical(
                (_, _) -> {
                    throw new ContextOverflowException(9000, 64, 8192);
                },
                (_, _) -> {
                    throw new ContextOverflowException(9000, 64, 8192);
                });
        Judge judge = kind.of().apply(small).fitting();
        assertThat(judge.name()).isEqualTo(kind.of().apply(small).name());
        assertThat(judge.compare(PROMPT, response("f", 1), response("s", 1)))
                .isInstanceOfSatisfying(Judgment.Unreadable.class, unreadable -> {
                    assertThat(unreadable.reason()).isEqualTo("does_not_fit");
                    assertThat(unreadable.evidence()).contains("9000 tokens");
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesTellKindAndVersion(Kind kind) {
        String name = kind.of().apply(whimsical()).name();
        assertThat(name).startsWith(kind.name()).containsPattern("v\\d");
    }
}
