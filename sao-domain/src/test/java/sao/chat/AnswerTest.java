package sao.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class AnswerTest {
    private static final TokenIds IDS = TokenIds.of(5, 6);
    private static final LogProbabilities VALUES = LogProbabilities.of(-1, -2);

    private static Answer answer(Optional<TokenIds> ids, Optional<LogProbabilities> values, OptionalInt count) {
        return new Answer("text", ids, values, count, FinishReason.STOP, 1);
    }

    @Test
    void aSampledAnswerHasIdsLogProbabilitiesAndTheirNumber() {
        Answer answer = new Answer("text", IDS, VALUES, FinishReason.STOP, 1);
        assertThat(answer.tokens()).contains(IDS);
        assertThat(answer.logProbabilities()).contains(VALUES);
        assertThat(answer.completionTokens()).hasValue(2);
    }

    @Test
    void whatAModelDoesNotReturnIsAbsent() {
        Answer text = Answer.ofText("text", FinishReason.LENGTH, 1);
        assertThat(text.tokens()).isEmpty();
        assertThat(text.logProbabilities()).isEmpty();
        assertThat(text.completionTokens()).isEmpty();
        Answer ids = Answer.ofTokens("text", IDS, FinishReason.STOP, 1);
        assertThat(ids.tokens()).contains(IDS);
        assertThat(ids.logProbabilities()).isEmpty();
        assertThat(ids.completionTokens()).hasValue(2);
        assertThat(new Answer("text", IDS, VALUES, FinishReason.STOP, 1).withoutLogProbabilities())
                .isEqualTo(ids);
    }

    @Test
    void numbersThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> new Answer("text", IDS, LogProbabilities.of(-1), FinishReason.STOP, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 log-probabilities, but 2 completion tokens");
        assertThatThrownBy(() -> answer(Optional.of(IDS), Optional.of(LogProbabilities.of(-1)), OptionalInt.empty()))
                .hasMessage("2 tokens, but 1 log-probabilities");
        assertThatThrownBy(() -> answer(Optional.of(IDS), Optional.empty(), OptionalInt.of(3)))
                .hasMessage("2 tokens, but 3 completion tokens");
        assertThatThrownBy(() -> answer(Optional.empty(), Optional.empty(), OptionalInt.of(-1)))
                .hasMessage("-1 completion tokens");
    }

    @Test
    void aContinuationHasAsManyIdsAsLogProbabilitiesOrNone() {
        assertThat(new Continuation(IDS, VALUES).tokens()).contains(IDS);
        assertThat(new Continuation(Optional.empty(), VALUES).tokens()).isEmpty();
        assertThatThrownBy(() -> new Continuation(IDS, LogProbabilities.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 tokens, but 0 log-probabilities");
    }
}
