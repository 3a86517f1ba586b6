package sao.health;

import sao.error.Arguments;
import sao.token.SamplingSettings;

/// When the model under training is checked for degeneration, and the consequence of a failed check.
///
/// @param schedule the steps after which the model is checked
/// @param probes answers that are generated at each check
/// @param limits a model beyond them, significantly, fails the check
/// @param rollbacks maximum number of rollbacks to the last checkpoint that passed, at least 0; one more
///     ends the training
/// @param acts whether a failed check leads to a rollback; otherwise it is only reported
public record GuardRules(
        CheckSchedule schedule, ProbeSettings probes, HealthLimits limits, int rollbacks, boolean acts) {
    /// No checks.
    public static final GuardRules OFF = new GuardRules(
            new CheckSchedule(CheckSchedule.NEVER),
            new ProbeSettings(1, 1, SamplingSettings.greedy(8)),
            new HealthLimits(1, 1, 1, 1, 0.01),
            0,
            true);

    public GuardRules {
        Arguments.require(rollbacks >= 0, "guard.rollbacks", rollbacks, "at least 0");
    }

    /// {@return the level of each significance test of a check: the largest p-value that is a finding}
    ///
    /// The false-alarm rate of the training is divided over all its tests, so that the probability of any false
    /// finding is at most that rate, however the tests depend on each other: half of it goes to the first
    /// attempt, half of the rest to the attempt after a first rollback, and so on; each attempt's part is divided
    /// evenly over its checks and the indicators of a check.
    ///
    /// Source: Bonferroni's inequality, Dunn, JASA 56, 1961; unequal parts as in alpha spending, Lan and DeMets,
    /// Biometrika 70, 1983.
    ///
    /// @param rollbacksBefore number of rollbacks before this check
    /// @param total steps of the training
    public double level(int rollbacksBefore, int total) {
        double share = limits.falseAlarm() * Math.pow(0.5, rollbacksBefore + 1);
        return share / Math.max(1, schedule.checks(total)) / HealthLimits.TESTS;
    }

    /// {@return the fewest prompts with which a test of the first attempt can reach its level: n pairs of values have
    /// `2^-n` as their smallest p-value}
    ///
    /// @param total steps of the training
    public int fewestPrompts(int total) {
        return (int) Math.ceil(-Math.log(level(0, total)) / Math.log(2));
    }
}
