package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.batch.TrainingPair;
import sao.chat.Answer;
import sao.error.SaoException;
import sao.gradient.AnswerRow;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;
import sao.trainer.Verification;

class ParityCheckTest {
    private static TrainingPair pair(String id, float... recorded) {
        TokenIds tokens = TokenIds.of(new int[recorded.length]);
        var answer = new Answer("", tokens, LogProbabilities.of(recorded), FinishReason.STOP, 0);
        return TrainingPair.of(TinyPairs.pair(id, TokenIds.of(1), answer, answer));
    }

    private static LogProbabilities zeros(AnswerRow row) {
        return LogProbabilities.of(new float[row.targetCount()]);
    }

    @Test
    void differencesAreMeansOverTokens() {
        Parity parity =
                new ParityCheck(1).check(List.of(pair("a", -0.1f, 0.1f), pair("b", -0.4f)), ParityCheckTest::zeros);
        assertThat(parity.pairs()).isEqualTo(2);
        assertThat(parity.meanDifference()).isCloseTo((4 * 0.1 + 2 * 0.4) / 6, within(1e-7));
        assertThat(parity.worstPair()).isEqualTo("b");
    }

    @Test
    void aSamplerThatDisagreesStopsTheTraining() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> ParityCheck.standard()
                        .check(List.of(pair("fine", -0.01f), pair("off", -2f)), ParityCheckTest::zeros))
                .withMessageContaining("worst is pair off with 2.0000");
    }

    @Test
    void aModelThatGivesNoNumberStopsTheTraining() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> ParityCheck.standard()
                        .check(List.of(pair("a", -1f)), row -> LogProbabilities.of(Float.NaN, Float.NaN)))
                .withMessageContaining("worst is pair a");
    }

    @Test
    void unknownLogProbabilitiesAreNotCompared() {
        TokenIds tokens = TokenIds.of(5, 6);
        TrainingPair unknown = TrainingPair.of(TinyPairs.pair("a", TokenIds.of(1), tokens, tokens));
        Parity parity = ParityCheck.standard().check(List.of(unknown), ParityCheckTest::zeros);
        assertThat(parity.pairs()).isZero();
        assertThat(parity.verification())
                .isEqualTo(new Verification.NotVerified("the pairs have no log-probabilities"));
    }
}
