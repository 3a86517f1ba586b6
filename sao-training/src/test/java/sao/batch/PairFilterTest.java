package sao.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;
import sao.training.TinyPairs;

class PairFilterTest {
    private static final PairFilter.Limits LIMITS = new PairFilter.Limits(20, 100);
    private static final TokenRules RULES = new TokenRules(Optional.of(1), Set.of(2));
    private static final DataSettings DATA = new DataSettings(4, 1, true, 42, 16, 6);

    private static PreferencePair pair(String id, TokenIds prompt, TokenIds chosen, TokenIds rejected) {
        return TinyPairs.pair(id, prompt, chosen, rejected);
    }

    private static PairFilter intake(PreferencePair... pairs) {
        var good = pair("good", TokenIds.of(1, 5), TokenIds.of(6, 2), TokenIds.of(7, 2));
        List<PreferencePair> all = new ArrayList<>(List.of(pairs));
        all.add(good);
        return PairFilter.of(all, DATA, RULES, LIMITS);
    }

    @Test
    void everyDropIsCountedByItsReason() {
        TokenIds prompt = TokenIds.of(1, 5);
        TokenIds answer = TokenIds.of(6, 2);
        TokenIds long15 =
                TokenIds.of(IntStream.range(2, 17).map(i -> i == 16 ? 2 : i).toArray());
        PairFilter intake = intake(
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
        var pair = TinyPairs.pair("a", whole.promptTokens().orElseThrow(), whole.chosen(), cut);
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
                .isThrownBy(() -> PairFilter.of(
                        List.of(pair("a", TokenIds.of(1), TokenIds.of(), TokenIds.of(2))), DATA, RULES, LIMITS))
                .withMessageContaining("None of 1 pairs");
    }
}
