package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.domain.Answer;
import sao.domain.FinishReason;
import sao.domain.LogProbabilities;
import sao.domain.PreferencePair;
import sao.domain.SaoException;
import sao.domain.TokenIds;

class RowsTest {
    private static final PairIntake.Limits LIMITS = new PairIntake.Limits(20, 100);
    private static final TokenRules RULES = new TokenRules(Optional.of(1), Set.of(2));
    private static final DataSettings DATA = new DataSettings(4, 1, true, 42, 16, 6);

    @Test
    void aRowHoldsThePromptOnceAndLeavesOutWhatPredictsNothing() {
        var row = new AnswerRow(TokenIds.of(10, 11, 12), List.of(TokenIds.of(20, 21, 2), TokenIds.of(30, 2)));
        assertThat(row.ids()).containsExactly(10, 11, 12, 20, 21, 30);
        assertThat(row.positions()).containsExactly(0, 1, 2, 3, 4, 3);
        assertThat(row.targets()).containsExactly(20, 21, 2, 30, 2);
        assertThat(row.predicting()).containsExactly(2, 3, 4, 2, 5);
        assertThat(row.size()).isEqualTo(6);
        assertThat(row.longestSequence()).isEqualTo(5);
    }

    private static PreferencePair pair(String id, TokenIds prompt, TokenIds chosen, TokenIds rejected) {
        return TinyPairs.pair(id, prompt, chosen, rejected);
    }

    private static PairIntake intake(PreferencePair... pairs) {
        var good = pair("good", TokenIds.of(1, 5), TokenIds.of(6, 2), TokenIds.of(7, 2));
        List<PreferencePair> all = new ArrayList<>(List.of(pairs));
        all.add(good);
        return PairIntake.of(all, DATA, RULES, LIMITS);
    }

    @Test
    void everyDropIsCountedByItsReason() {
        TokenIds prompt = TokenIds.of(1, 5);
        TokenIds answer = TokenIds.of(6, 2);
        TokenIds long15 =
                TokenIds.of(IntStream.range(2, 17).map(i -> i == 16 ? 2 : i).toArray());
        PairIntake intake = intake(
                pair("a", prompt, TokenIds.of(), answer),
                pair("b", prompt, answer, TokenIds.of(6, 2)),
                pair("c", TokenIds.of(1, 5, 5, 5, 5, 5, 5), answer, TokenIds.of(7, 2)),
                pair("d", prompt, answer, long15),
                pair("e", prompt, answer, TokenIds.of(7, 8)));
        assertThat(intake.kept()).extracting(pair -> pair.pair().id()).containsExactly("good");
        assertThat(intake.dropped())
                .containsOnlyKeys(DropReason.values())
                .allSatisfy(
                        (reason, count) -> assertThat(count).as(reason.label()).isEqualTo(1));
    }

    @Test
    void aTruncatedAnswerNeedsNoEndOfTurn() {
        Answer cut = new Answer("", TokenIds.of(7, 8), LogProbabilities.of(-1, -1), FinishReason.LENGTH, 0);
        PreferencePair whole = pair("a", TokenIds.of(1, 5), TokenIds.of(6, 2), TokenIds.of(9, 2));
        var pair = new PreferencePair("a", 1, "", "", whole.promptTokens(), whole.chosen(), cut, 0.8, 1, -1, "given");
        assertThat(intake(pair).kept()).hasSize(2);
    }

    @Test
    void aDoubledBeginningIsRefused() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> intake(pair("twice", TokenIds.of(1, 1, 5), TokenIds.of(6, 2), TokenIds.of(7, 2))))
                .withMessageContaining("twice")
                .withMessageContaining("2 beginning-of-text tokens");
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> intake(pair("none", TokenIds.of(5), TokenIds.of(6, 2), TokenIds.of(7, 2))))
                .withMessageContaining("0 beginning-of-text tokens");
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> intake(pair("answer", TokenIds.of(1), TokenIds.of(1, 6, 2), TokenIds.of(7, 2))))
                .withMessageContaining("An answer of pair answer");
    }

    @Test
    void tokensThatTheModelDoesNotHaveAreRefused() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> intake(pair("a", TokenIds.of(1, 100), TokenIds.of(6, 2), TokenIds.of(7, 2))))
                .withMessageContaining("token id 100");
    }

    @Test
    void nothingLeftIsAnError() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> PairIntake.of(
                        List.of(pair("a", TokenIds.of(1), TokenIds.of(), TokenIds.of(2))), DATA, RULES, LIMITS))
                .withMessageContaining("None of 1 pairs");
    }

    @Test
    void everyEpochTrainsEveryPairOnceInAnOrderOfItsOwn() {
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> "pair-" + i).toList();
        var order = new TrainingOrder(ids, new DataSettings(4, 2, true, 42, 16, 6));
        assertThat(order.steps()).isEqualTo(6);
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            first.addAll(order.batch(step));
            second.addAll(order.batch(step + 3));
        }
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(new TrainingOrder(ids, DATA.inGivenOrder()).batch(2)).containsExactly(8, 9);
        assertThat(new TrainingOrder(ids, DATA.withBatch(3)).batch(0)).isEqualTo(first.subList(0, 3));
    }

    @Test // transformers 5.23: get_cosine_schedule_with_warmup and get_linear_schedule_with_warmup, 10 steps, 2 warm-up
    void schedulesAreThoseOfTransformers() {
        assertThat(IntStream.range(0, 10).mapToDouble(step -> Schedule.COSINE.factor(step, 2, 10)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(0.0, 0.5, 1.0, wave(1), wave(2), wave(3), wave(4), wave(5), wave(6), wave(7));
        assertThat(Schedule.COSINE.factor(6, 2, 10)).isCloseTo(0.5, within(1e-12));
        assertThat(Schedule.LINEAR.factor(9, 2, 10)).isCloseTo(0.125, within(1e-12));
        assertThat(Schedule.CONSTANT.factor(1, 2, 10)).isEqualTo(0.5);
        assertThat(Schedule.CONSTANT.factor(9, 2, 10)).isEqualTo(1);
        assertThat(OptimizerSettings.standard().warmupSteps(48)).isEqualTo(5);
    }

    private static double wave(int step) {
        return (1 + Math.cos(Math.PI * step / 8)) / 2;
    }

    @Test
    void anUnknownScheduleIsNamed() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> Schedule.of("cosin"))
                .withMessageContaining("'cosin'");
        assertThat(Schedule.of("cosine")).isEqualTo(Schedule.COSINE);
    }
}
