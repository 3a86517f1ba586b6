package sao.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sao.token.SamplingSettings;

/// The false-alarm rate and the power of the checks, by simulation of their figures.
class FalseAlarmTest {
    private static final long SEED = 20;
    private static final int TOKENS = 128;
    private static final HealthLimits STANDARD = new HealthLimits(0.25, 0.5, 0.75, 1, 0.01);
    /// Any change that is significant is a finding.
    private static final HealthLimits WITHOUT_LIMITS = new HealthLimits(1e-9, 1e-9, 1e-9, 1, 0.01);

    private static GuardRules rules(HealthLimits limits) {
        return new GuardRules(
                new CheckSchedule(CheckSchedule.AUTOMATIC),
                new ProbeSettings(32, 2, SamplingSettings.of(0.6, 0.95, TOKENS)),
                limits,
                3,
                true);
    }

    /// The distribution of a model's answers. Prompts differ: the log-odds of both rates vary among them with a
    /// standard deviation of 1.
    ///
    /// @param endRate share of answers that end within the limit
    /// @param loopRate share of answers that repeat themselves
    private record AnswerModel(double endRate, double loopRate) {
        /// {@return a check with one answer to each prompt, and the same with a second one}
        List<Health> draw(SplittableRandom random, double[] traits) {
            List<PromptFigures> first = new ArrayList<>();
            List<PromptFigures> both = new ArrayList<>();
            for (double trait : traits) {
                PromptFigures one = answer(random, trait);
                PromptFigures other = answer(random, trait);
                first.add(one);
                both.add(new PromptFigures(
                        (one.repetition() + other.repetition()) / 2,
                        (one.ended() + other.ended()) / 2,
                        (one.length() + other.length()) / 2));
            }
            return List.of(new Health(first, -1, true), new Health(both, -1, true));
        }

        private PromptFigures answer(SplittableRandom random, double trait) {
            boolean ends = random.nextDouble() < shifted(endRate, trait);
            boolean loops = random.nextDouble() < shifted(loopRate, -trait);
            return new PromptFigures(
                    loops ? 0.5 + 0.5 * random.nextDouble() : 0.2 * random.nextDouble(),
                    ends ? 1 : 0,
                    ends ? random.nextInt(4, TOKENS) : TOKENS);
        }

        private static double shifted(double rate, double logOdds) {
            return 1 / (1 + (1 - rate) / rate * Math.exp(-logOdds));
        }
    }

    /// {@return whether a check fails, as the guard decides it: the second answers are generated if the first ones
    /// are beyond a limit}
    private static boolean fails(HealthLimits limits, Health start, List<Health> now, double level) {
        return limits.complaint(start, now.getFirst(), 1).isPresent()
                && limits.complaint(start, now.getLast(), level).isPresent();
    }

    private static double[] traits(SplittableRandom random) {
        return random.doubles(32).map(_ -> random.nextGaussian()).toArray();
    }

    private static int trainingsWithAFinding(int trainings, int steps, HealthLimits limits, AnswerModel model) {
        GuardRules rules = rules(limits);
        var random = new SplittableRandom(SEED);
        int found = 0;
        for (int training = 0; training < trainings; training++) {
            double[] traits = traits(random);
            Health start = model.draw(random, traits).getLast();
            boolean failed = false;
            for (int check = 0; check < rules.schedule().checks(steps) && !failed; check++) {
                failed = fails(limits, start, model.draw(random, traits), rules.level(0, steps));
            }
            found += failed ? 1 : 0;
        }
        return found;
    }

    @ParameterizedTest(name = "end rate {0}, loop rate {1}")
    @CsvSource({"0.05, 0.02", "0.2, 0.05", "0.3, 0.3", "0.6, 0.1", "0.9, 0.6"})
    void atMostOneInAHundredTrainingsThatChangeNothingHasAFinding(double endRate, double loopRate) {
        var model = new AnswerModel(endRate, loopRate);
        assertThat(trainingsWithAFinding(2000, 16, WITHOUT_LIMITS, model)).isLessThanOrEqualTo(20);
        assertThat(trainingsWithAFinding(2000, 16, STANDARD, model)).isLessThanOrEqualTo(2);
    }

    @Test
    void atMostOneInAHundredLongTrainingsThatChangeNothingHasAFinding() {
        var model = new AnswerModel(0.3, 0.3);
        assertThat(trainingsWithAFinding(500, 5000, WITHOUT_LIMITS, model)).isLessThanOrEqualTo(5);
    }

    /// Share of checks that find the change, by the level of a check after some rollbacks.
    private static double power(AnswerModel before, AnswerModel after, int rollbacks) {
        var random = new SplittableRandom(SEED);
        int found = 0;
        int checks = 500;
        for (int check = 0; check < checks; check++) {
            double[] traits = traits(random);
            Health start = before.draw(random, traits).getLast();
            double level = rules(STANDARD).level(rollbacks, 16);
            found += fails(STANDARD, start, after.draw(random, traits), level) ? 1 : 0;
        }
        return (double) found / checks;
    }

    @ParameterizedTest(name = "loop rate from {0} to {1}")
    @CsvSource({"0.02, 0.6, 0.95, 0.95", "0.1, 0.7, 0.9, 0.89", "0.3, 0.9, 0.94, 0.94"})
    void repetitionIsFoundAtOneCheck(double before, double after, double first, double afterThreeRollbacks) {
        assertThat(power(new AnswerModel(0.3, before), new AnswerModel(0.3, after), 0))
                .isGreaterThanOrEqualTo(first);
        assertThat(power(new AnswerModel(0.3, before), new AnswerModel(0.3, after), 3))
                .isGreaterThanOrEqualTo(afterThreeRollbacks);
    }

    @ParameterizedTest(name = "end rate from {0} to {1}")
    @CsvSource({
        "0.3, 0.001, 0.9, 0.7",
        "0.5, 0.02, 0.98, 0.95",
        "0.63, 0.13, 0.9, 0.75",
        "0.9, 0.1, 0.99, 0.99",
        "0.9, 0.3, 0.84, 0.83"
    })
    void answersThatNoLongerEndAreFoundAtOneCheck(
            double before, double after, double first, double afterThreeRollbacks) {
        assertThat(power(new AnswerModel(before, 0.05), new AnswerModel(after, 0.05), 0))
                .isGreaterThanOrEqualTo(first);
        assertThat(power(new AnswerModel(before, 0.05), new AnswerModel(after, 0.05), 3))
                .isGreaterThanOrEqualTo(afterThreeRollbacks);
    }
}
