package sao.settings;

import java.util.List;

/// How the result is measured.
///
/// @param heldOut prompts kept away from training
/// @param judges who decides
/// @param kind how the judge decides
/// @param benchmarks to run
public record EvaluateSettings(
        @Setting(
                standard = "256",
                range = "[0, 1000000]",
                about = "questions kept away from training, on which the trained model meets the start; 0 leaves the"
                        + " measurement out")
        int heldOut,

        @Setting(
                standard = "[start]",
                choices = "start",
                range = "[1, 1]",
                about = "who decides: the start model, with the run's judge")
        List<String> judges,

        @Setting(
                standard = "auto",
                about =
                        "how the judge decides; auto: as `judge.kind`, and by likelihood where that is a control or needs"
                                + " other answers")
        Kind kind,

        @Setting(standard = "[]", range = "[0, 0]", about = "benchmarks to run; none can be yet")
        List<String> benchmarks) {
    /// How the judge of the measurement decides.
    public enum Kind {
        /// As the judge of the pairs, or by likelihood where that one is a control.
        AUTO,
        /// As [JudgeSettings.Kind#LIKELIHOOD].
        LIKELIHOOD,
        /// As [JudgeSettings.Kind#WRITTEN].
        WRITTEN,
        /// As [JudgeSettings.Kind#SCORE].
        SCORE,
        /// As [JudgeSettings.Kind#YES_NO].
        YES_NO,
        /// As [JudgeSettings.Kind#BACKWARD].
        BACKWARD,
        /// As [JudgeSettings.Kind#MEAN].
        MEAN
    }

    public EvaluateSettings {
        judges = List.copyOf(judges);
        benchmarks = List.copyOf(benchmarks);
    }
}
