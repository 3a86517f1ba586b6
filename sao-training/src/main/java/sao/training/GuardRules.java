package sao.training;

import sao.health.HealthLimits;

/// When the training looks at the model's health, and what it does about it.
///
/// @param every steps between two looks, at least 0; 0: never
/// @param probes prompts that are answered, at least 1
/// @param tokens most of an answer, at least 8
/// @param limits beyond which the model is ill
/// @param rollbacks how often the training goes back to its last healthy state before it stops, at least 0
/// @param acts whether it goes back at all; otherwise it only looks, and says what it sees
public record GuardRules(int every, int probes, int tokens, HealthLimits limits, int rollbacks, boolean acts) {
    /// No guard.
    public static final GuardRules OFF = new GuardRules(0, 1, 8, new HealthLimits(1, 1), 0, true);

    public GuardRules {
        SettingCheck.require(every >= 0, "guard.every", every, "at least 0");
        SettingCheck.require(probes >= 1, "guard.probes", probes, "at least 1");
        SettingCheck.require(tokens >= 8, "guard.tokens", tokens, "at least 8");
        SettingCheck.require(rollbacks >= 0, "guard.rollbacks", rollbacks, "at least 0");
    }

    /// A guard that goes back.
    ///
    /// @param every as in the record
    /// @param probes as in the record
    /// @param tokens as in the record
    /// @param limits as in the record
    /// @param rollbacks as in the record
    public GuardRules(int every, int probes, int tokens, HealthLimits limits, int rollbacks) {
        this(every, probes, tokens, limits, rollbacks, true);
    }

    /// {@return whether there is a look after a step: every so often, and at the end}
    ///
    /// @param step made, from 1
    /// @param total of the training
    boolean looksAfter(int step, int total) {
        return every > 0 && (step % every == 0 || step == total);
    }
}
