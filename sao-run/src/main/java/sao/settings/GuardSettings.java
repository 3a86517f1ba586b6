package sao.settings;

import sao.schema.Setting;

/// Health checks of the training.
///
/// @param every steps between two health checks; 0: never
/// @param probes prompts per health check
/// @param tokens most tokens of a generated response
/// @param maxRepetitionRise most that the repetition may rise
/// @param maxLogprobFall most that the log-probability of chosen responses may fall, in nats per token
/// @param rollbacks most rollbacks before the training stops
/// @param action what happens when a health check fails
public record GuardSettings(
        @Setting(
                standard = "20",
                range = "[0, 1000000]",
                about = "steps between two health checks, with one more at the end; 0: never")
        int every,

        @Setting(standard = "8", range = "[1, 1024]", about = "prompts per health check")
        int probes,

        @Setting(standard = "96", range = "[8, 100000]", about = "most tokens of a response in a health check")
        int tokens,

        @Setting(
                standard = "0.25",
                range = "(0, 1]",
                about = "most that the share of repeated token 4-grams may rise above the start model's")
        double maxRepetitionRise,

        @Setting(
                standard = "1.0",
                range = "(0, 1000]",
                about =
                        "most that the log-probability of chosen responses may fall below the start model's, in nats per"
                                + " token")
        double maxLogprobFall,

        @Setting(
                standard = "3",
                range = "[0, 100]",
                about =
                        "rollbacks to the last healthy checkpoint, each with half the learning rate, before the training"
                                + " stops")
        int rollbacks,

        @Setting(
                standard = "rollback",
                about = "what happens when a health check fails: rollback as above, or warn, which prints a message and"
                        + " continues")
        Action action) {
    /// What the guard does when a health check fails.
    public enum Action {
        /// Training continues from the last healthy checkpoint.
        ROLLBACK,
        /// The failure is only reported.
        WARN
    }
}
