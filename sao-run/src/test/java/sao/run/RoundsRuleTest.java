package sao.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When another round is not worth it.
class RoundsRuleTest {
    @Test
    void aRoundThatWinsAndKeepsItsWordsGoesOn() {
        assertThat(Rounds.reasonToStop(0.55, 0.4, 0.35)).isEmpty();
    }

    @Test
    void aRoundThatBringsNothingEndsThem() {
        assertThat(Rounds.reasonToStop(0.5, 0.4, 0.4))
                .hasValueSatisfying(why -> assertThat(why).contains("wins only"));
    }

    @Test
    void answersThatLoseTheirVarietyEndThem() {
        assertThat(Rounds.reasonToStop(0.7, 0.4, 0.29))
                .hasValueSatisfying(why -> assertThat(why).contains("distinct words"));
    }
}
