package sao.training;

import sao.health.HealthLimits;

/// When the training looks at the model's health, and what it does about it.
///
/// @param every steps between two looks, at least 0; 0: never
/// @param probes prompts that are answered, at least 1
/// @param tokens most of an answer, at least 8
/// @param limits beyond which the model is ill
/// @param rollbacks how often the training goes back to its last healthy state before it stops, at least 0
public record GuardRules(int every, int probes, int tokens, HealthLimits limits, int rollbacks) {
    /// No guard.
    public static final GuardRules OFF = new GuardRules(0, 1, 8, new HealthLimits(1, 1), 0);

    public GuardRules {
        SettingCheck.require(every >= 0, "guard.every", every, "at least 0");
        SettingCheck.require(probes >= 1, "guard.probes", probes, "at least 1");
        SettingCheck.require(tokens >= 8, "guard.tokens", tokens, "at least 8");
        SettingCheck.require(rollbacks >= 0, "guard.rollbacks", rollbacks, "at least 0");
    }

    /// {@return whether there is a look after a step: every so often, and at the end}
    ///
    /// @param step made, from 1
    /// @param total of the training
    boolean looksAfter(int step, int total) {
        return every > 0 && (step % every == 0 || step == total);
    }
}
