package sao.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.token.SamplingSettings;

class CheckScheduleTest {
    private static final CheckSchedule AUTOMATIC = new CheckSchedule(CheckSchedule.AUTOMATIC);

    private static List<Integer> checks(CheckSchedule schedule, int total) {
        return IntStream.rangeClosed(1, total)
                .filter(step -> schedule.isDue(step, total))
                .boxed()
                .toList();
    }

    @Test
    void anAutomaticScheduleHasAtMostSixChecksThatAreEvenlySpaced() {
        assertThat(checks(AUTOMATIC, 16)).containsExactly(3, 6, 9, 12, 15, 16);
        assertThat(checks(AUTOMATIC, 3)).containsExactly(1, 2, 3);
        assertThat(checks(AUTOMATIC, 78)).containsExactly(13, 26, 39, 52, 65, 78);
        assertThat(checks(AUTOMATIC, 5000)).hasSize(50).startsWith(100, 200);
    }

    @Test
    void twoIntervalsAreAtMostAThirdOfATrainingUnlessItIsShorterThanFourSteps() {
        for (int total = 4; total < 2000; total++) {
            List<Integer> checks = checks(AUTOMATIC, total);
            assertThat(checks).hasSize(AUTOMATIC.checks(total));
            assertThat(2 * checks.getFirst()).isLessThanOrEqualTo(total / 3 + 2);
        }
    }

    @Test
    void aGivenIntervalEndsWithACheckAfterTheLastStep() {
        assertThat(checks(new CheckSchedule(4), 9)).containsExactly(4, 8, 9);
        assertThat(new CheckSchedule(4).checks(9)).isEqualTo(3);
        assertThat(checks(new CheckSchedule(CheckSchedule.NEVER), 9)).isEmpty();
        assertThatThrownBy(() -> new CheckSchedule(-2)).hasMessageContaining("guard.every");
    }

    @Test
    void theLevelsOfAllTestsOfAllAttemptsSumToLessThanTheFalseAlarmRate() {
        GuardRules rules = new GuardRules(
                AUTOMATIC,
                new ProbeSettings(32, 2, SamplingSettings.of(0.6, 0.95, 96)),
                new HealthLimits(0.25, 0.5, 0.75, 1, 0.01),
                3,
                true);
        double sum = 0;
        for (int rollbacks = 0; rollbacks < 50; rollbacks++) {
            sum += rules.level(rollbacks, 16) * 6 * 3;
        }
        assertThat(sum).isBetween(0.0099, 0.01);
        assertThat(rules.fewestPrompts(16)).isEqualTo(12); // 2^-12 is 2.4e-4, the level 2.8e-4
    }
}
