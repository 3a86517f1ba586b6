package sao.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.token.TokenIds;

class HealthTest {
    private static final Health START = new Health(0.1, 0.5, 40, -1.2, true);
    private static final HealthLimits LIMITS = new HealthLimits(0.25, 1);

    @Test // 6 runs of four in 9 tokens, of which 1 2 3 4, 2 3 4 5 and 3 4 5 1 are there twice
    void repetitionIsTheShareOfRunsSaidBefore() {
        assertThat(Health.repetition(TokenIds.of(1, 2, 3, 4, 5, 1, 2, 3, 4))).isCloseTo(1 - 5 / 6.0, within(1e-12));
        assertThat(Health.repetition(TokenIds.of(7, 7, 7, 7, 7, 7, 7))).isEqualTo(0.75);
        assertThat(Health.repetition(TokenIds.of(1, 2, 3, 4, 5, 6))).isZero();
        assertThat(Health.repetition(TokenIds.of(1, 1, 1))).isZero();
    }

    @Test
    void answersAreMeasuredTogether() {
        var answers = new ProbeAnswers(List.of(TokenIds.of(7, 7, 7, 7, 7, 7, 7), TokenIds.of(1, 2, 3)), 1, true);
        assertThat(Health.of(answers, -1)).isEqualTo(new Health(0.375, 0.5, 5, -1, true));
    }

    @Test
    void aModelAsAtItsStartIsHealthy() {
        assertThat(LIMITS.complaint(START, START)).isEmpty();
        assertThat(LIMITS.complaint(START, new Health(0.3, 0.3, 60, -1.9, true)))
                .isEmpty();
    }

    @Test
    void oneProbeThatEndedByChanceIsNoSign() {
        Health once = new Health(0.1, 0.125, 94, -1.2, true);
        assertThat(LIMITS.complaint(once, new Health(0.1, 0, 96, -1.2, true))).isEmpty();
    }

    @Test
    void everySignOfIllnessIsSaid() {
        assertThat(LIMITS.complaint(START, new Health(0.4, 0.5, 40, -1.2, true)))
                .hasValue("repetition rose from 0.10 to 0.40");
        assertThat(LIMITS.complaint(START, new Health(0.1, 0.5, 40, -2.3, true)))
                .hasValueSatisfying(words -> assertThat(words).contains("fell by 1.10"));
        assertThat(LIMITS.complaint(START, new Health(0.1, 0.5, 9, -1.2, true)))
                .hasValue("answers shrank from 40 to 9 tokens");
        assertThat(LIMITS.complaint(START, new Health(0.1, 0.1, 40, -1.2, true)))
                .hasValueSatisfying(words -> assertThat(words).contains("end fell"));
        assertThat(LIMITS.complaint(START, new Health(0.1, 0.5, 40, Double.NaN, true)))
                .isPresent();
        assertThat(LIMITS.complaint(START, new Health(0.1, 0.5, 40, -1.2, false)))
                .isPresent();
    }

    @Test
    void whatIsNormalIsCalledNormal() {
        assertThat(new Health(0.1, 0.5, 40, -1.6, true).since(START))
                .isEqualTo("chosen log-prob fell 0.40 nat per token, as is normal while the margin grows; repetition"
                        + " unchanged at 0.10; 50 % of answers ended (start 50 %); 40 tokens each (start 40)");
        assertThat(new Health(0.4, 0.5, 40, -1.1, true).since(START))
                .startsWith("chosen log-prob rose 0.10 nat per token; repetition rose from 0.10 to 0.40;");
    }
}
