package sao.health;

import sao.error.Arguments;
import sao.token.SamplingSettings;

/// When the model under training is checked for degeneration, and the consequence of a failed check.
///
/// @param every steps between two checks, at least 0; 0: no checks
/// @param probes prompts that are answered at each check, at least 1
/// @param sampling temperature, nucleus and maximum number of tokens of these answers; at least 8 tokens
/// @param limits a model beyond them fails the check
/// @param rollbacks maximum number of rollbacks to the last checkpoint that passed, at least 0; one more
///     ends the training
/// @param acts whether a failed check leads to a rollback; otherwise it is only reported
public record GuardRules(
        int every, int probes, SamplingSettings sampling, HealthLimits limits, int rollbacks, boolean acts) {
    /// No checks.
    public static final GuardRules OFF =
            new GuardRules(0, 1, SamplingSettings.greedy(8), new HealthLimits(1, 1), 0, true);

    public GuardRules {
        Arguments.require(every >= 0, "guard.every", every, "at least 0");
        Arguments.require(probes >= 1, "guard.probes", probes, "at least 1");
        Arguments.require(sampling.maximumTokens() >= 8, "guard.tokens", sampling.maximumTokens(), "at least 8");
        Arguments.require(rollbacks >= 0, "guard.rollbacks", rollbacks, "at least 0");
    }

    /// {@return whether the model is checked after a step: every [#every] steps and after the last}
    ///
    /// @param step steps made, from 1
    /// @param total of the training
    public boolean looksAfter(int step, int total) {
        return every > 0 && (step % every == 0 || step == total);
    }
}
