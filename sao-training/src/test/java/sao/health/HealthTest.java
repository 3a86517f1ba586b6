package sao.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.token.TokenIds;

class HealthTest {
    private static final HealthLimits LIMITS = new HealthLimits(0.25, 0.5, 0.75, 1, 0.01);
    private static final double LEVEL = 1e-4;
    private static final Health START = health(0.1, 0.5, 40, -1.2);

    /// The health of 32 prompts that all have the same figures.
    private static Health health(double repetition, double ended, double length, double chosen) {
        return new Health(
                IntStream.range(0, 32)
                        .mapToObj(_ -> new PromptFigures(repetition, ended, length))
                        .toList(),
                chosen,
                true);
    }

    @Test // 6 runs of four in 9 tokens, of which 1 2 3 4, 2 3 4 5 and 3 4 5 1 are there twice
    void repetitionIsTheShareOfRunsThatOccurredBefore() {
        assertThat(Health.repetition(TokenIds.of(1, 2, 3, 4, 5, 1, 2, 3, 4))).isCloseTo(1 - 5 / 6.0, within(1e-12));
        assertThat(Health.repetition(TokenIds.of(7, 7, 7, 7, 7, 7, 7))).isEqualTo(0.75);
        assertThat(Health.repetition(TokenIds.of(1, 2, 3, 4, 5, 6))).isZero();
        assertThat(Health.repetition(TokenIds.of(1, 1, 1))).isZero();
    }

    @Test
    void theAnswersToAPromptAreMeasuredTogether() {
        var answers = List.of(
                new ProbeAnswer(TokenIds.of(7, 7, 7, 7, 7, 7, 7), false), new ProbeAnswer(TokenIds.of(1, 2, 3), true));
        assertThat(PromptFigures.of(answers)).isEqualTo(new PromptFigures(0.375, 0.5, 5));
    }

    @Test
    void aModelWithinTheLimitsPasses() {
        assertThat(LIMITS.complaint(START, START, LEVEL)).isEmpty();
        assertThat(LIMITS.complaint(START, health(0.3, 0.3, 60, -1.9), LEVEL)).isEmpty();
    }

    @Test
    void everyFindingIsStatedWithItsNumbers() {
        assertThat(LIMITS.complaint(START, health(0.4, 0.5, 40, -1.2), LEVEL))
                .hasValue("repetition rose from 0.10 to 0.40 (p = 2.3e-10 on 32 prompts, level 1.0e-04)");
        assertThat(LIMITS.complaint(START, health(0.1, 0.5, 40, -2.3), LEVEL))
                .hasValueSatisfying(words -> assertThat(words).contains("fell by 1.10"));
        assertThat(LIMITS.complaint(START, health(0.1, 0.5, 9, -1.2), LEVEL))
                .hasValueSatisfying(words -> assertThat(words).startsWith("answers shrank from 40 to 9 tokens"));
        assertThat(LIMITS.complaint(START, health(0.1, 0.2, 40, -1.2), LEVEL))
                .hasValueSatisfying(words -> assertThat(words).contains("end fell from 0.50 to 0.20"));
        assertThat(LIMITS.complaint(START, health(0.1, 0.5, 40, Double.NaN), LEVEL))
                .isPresent();
        assertThat(LIMITS.complaint(START, new Health(START.prompts(), -1.2, false), LEVEL))
                .isPresent();
    }

    @Test
    void oneFindingDoesNotHideBehindAnInsignificantOne() {
        List<PromptFigures> before = IntStream.range(0, 32)
                .mapToObj(_ -> new PromptFigures(0, 1, 40))
                .toList();
        List<PromptFigures> after = IntStream.range(0, 32) // nine prompts repeat: not significant; none ends
                .mapToObj(i -> new PromptFigures(i < 9 ? 0.95 : 0, 0, 40))
                .toList();
        assertThat(LIMITS.complaint(new Health(before, -1, true), new Health(after, -1, true), LEVEL))
                .hasValueSatisfying(words -> assertThat(words).contains("answers that end"));
    }

    @Test // the false alarm that this guard replaces: five of eight ended at the start, one of eight later
    void aChangeOfFewPromptsIsNotSignificant() {
        List<PromptFigures> before = IntStream.range(0, 8)
                .mapToObj(i -> new PromptFigures(0.1, i < 5 ? 1 : 0, 60))
                .toList();
        List<PromptFigures> after = IntStream.range(0, 8)
                .mapToObj(i -> new PromptFigures(0.1, i < 1 ? 1 : 0, 60))
                .toList();
        assertThat(LIMITS.complaint(new Health(before, -1, true), new Health(after, -1, true), LEVEL))
                .isEmpty();
    }

    @Test
    void whatIsNormalIsCalledNormal() {
        assertThat(health(0.1, 0.5, 40, -1.6).since(START))
                .isEqualTo("chosen log-prob fell 0.40 nat per token, as is normal while the margin grows; repetition"
                        + " unchanged at 0.10; 50 % of answers ended (start 50 %); 40 tokens each (start 40)");
        assertThat(health(0.4, 0.5, 40, -1.1).since(START))
                .startsWith("chosen log-prob rose 0.10 nat per token; repetition rose from 0.10 to 0.40;");
        List<PromptFigures> uneven = IntStream.range(0, 32)
                .mapToObj(i -> new PromptFigures(i == 0 ? 1 : 0.1, 0.5, 40))
                .toList();
        assertThat(new Health(uneven, -1.1, true).since(START))
                .contains("repetition from 0.10 to 0.13, within chance;");
    }
}
