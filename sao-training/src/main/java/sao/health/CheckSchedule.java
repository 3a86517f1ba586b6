package sao.health;

import sao.error.Arguments;

/// The steps after which the model under training is checked: every [#every] steps, and after the last.
///
/// @param every steps between two checks; [#AUTOMATIC] or [#NEVER] otherwise
public record CheckSchedule(int every) {
    /// Chooses the interval by the length of the training: a sixth of its steps, rounded up, and at most
    /// [#LONGEST_AUTOMATIC]. A rollback then throws away at most a sixth of a training, two of them a third.
    public static final int AUTOMATIC = -1;

    /// No checks.
    public static final int NEVER = 0;

    /// The longest interval that is chosen automatically, steps.
    public static final int LONGEST_AUTOMATIC = 100;

    private static final int AUTOMATIC_CHECKS = 6;

    public CheckSchedule {
        Arguments.require(every >= AUTOMATIC, "guard.every", every, "at least 0, or auto");
    }

    /// {@return whether the model is ever checked}
    public boolean isOn() {
        return every != NEVER;
    }

    /// {@return whether the model is checked after a step}
    ///
    /// @param step steps made, from 1
    /// @param total steps of the training
    public boolean isDue(int step, int total) {
        return isOn() && (step % interval(total) == 0 || step == total);
    }

    /// {@return the number of checks of a training without a rollback; at least 1 if there are any}
    ///
    /// @param total steps of the training
    public int checks(int total) {
        return isOn() ? Math.max(1, Math.ceilDiv(total, interval(total))) : 0;
    }

    private int interval(int total) {
        return every == AUTOMATIC ? Math.clamp(Math.ceilDiv(total, AUTOMATIC_CHECKS), 1, LONGEST_AUTOMATIC) : every;
    }
}
