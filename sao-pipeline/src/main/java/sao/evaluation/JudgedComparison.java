package sao.evaluation;

import sao.result.JudgeOrigin;

/// The figures of one judge.
///
/// @param origin model of the judge, and its relation to the judge of the pairs
/// @param measured the trained model against the start model
/// @param control the start model's responses against each other: the result of the same measurement without a
///     change of the model
public record JudgedComparison(JudgeOrigin origin, Comparison measured, Comparison control) {
    /// {@return whether the control is compatible with an unbiased measurement}
    ///
    /// The level is 99.9 %: at 95 %, one in twenty controls of a sound measurement would raise an alarm.
    public boolean controlHolds() {
        return control.winRate()
                .interval()
                .widenedTo999(control.winRate().rate())
                .contains(0.5);
    }
}
