package sao.settings;

import sao.schema.Setting;

/// What watches the training.
///
/// @param every steps between two looks; 0: never
/// @param probes prompts that are answered
/// @param tokens most of an answer
/// @param maxRepetitionRise most that the repetition may rise
/// @param maxLogprobFall most that the log-probability of chosen answers may fall
/// @param rollbacks how often the training goes back
/// @param action what it does when the model is ill
public record GuardSettings(
        @Setting(
                standard = "20",
                range = "[0, 1000000]",
                about = "steps between two looks at the model's health, with one more at the end; 0: never")
        int every,

        @Setting(standard = "8", range = "[1, 1024]", about = "prompts that it answers at each look")
        int probes,

        @Setting(standard = "96", range = "[8, 100000]", about = "most tokens of such an answer")
        int tokens,

        @Setting(
                standard = "0.25",
                range = "(0, 1]",
                about = "most that the share of repeated runs of four tokens may rise above the start model's")
        double maxRepetitionRise,

        @Setting(
                standard = "1.0",
                range = "(0, 1000]",
                about = "most that the log-probability of chosen answers may fall below the start model's, in nats per"
                        + " token")
        double maxLogprobFall,

        @Setting(
                standard = "3",
                range = "[0, 100]",
                about = "how often the training goes back to its last healthy state with half the rate before it stops")
        int rollbacks,

        @Setting(
                standard = "rollback",
                about = "what happens when the model is ill: rollback goes back as above; warn only says so, and the"
                        + " training goes on")
        Action action) {
    /// What the guard does about an ill model.
    public enum Action {
        /// The training goes back to its last healthy state.
        ROLLBACK,
        /// It is said, and nothing else.
        WARN
    }
}
