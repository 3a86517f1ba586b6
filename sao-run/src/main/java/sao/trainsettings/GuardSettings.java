package sao.trainsettings;

import sao.schema.Setting;

/// Health checks of the model under training, section `train.guard`.
///
/// @param every steps between two health checks; 0: never; -1: chosen by the length of the training
/// @param probes prompts per health check
/// @param draws responses to each prompt
/// @param tokens maximum number of tokens of a generated response
/// @param falseAlarm largest probability of a finding in a training that changes no response
/// @param maxRepetitionRise largest rise of the repetition
/// @param maxEndFall largest fall of the end-of-turn rate, as a share of the start model's
/// @param maxLengthFall largest fall of the mean length, as a share of the start model's
/// @param maxLogprobFall largest fall of the log-probability of chosen responses, nats per token
/// @param rollbacks maximum number of rollbacks before the training stops
/// @param action what happens when a health check fails
public record GuardSettings(
        @Setting(
                standard = "auto",
                absent = "auto",
                range = "[0, 1000000]",
                about = "steps between two health checks, with one more at the end; 0: never; auto: a sixth of the"
                        + " training's steps, at most 100")
        int every,

        @Setting(
                standard = "32",
                range = "[1, 1024]",
                about =
                        "prompts per health check: held-out prompts, then prompts of training pairs; fewer than about 14"
                                + " can show no significant change")
        int probes,

        @Setting(
                standard = "2",
                range = "[1, 64]",
                about =
                        "responses to each of these prompts; a check generates one, and the others if these are beyond a"
                                + " limit")
        int draws,

        @Setting(
                standard = "128",
                range = "[8, 100000]",
                about = "most tokens of a response in a health check, and no more than `responses.max_tokens`")
        int tokens,

        @Setting(
                standard = "0.01",
                range = "[0.000001, 0.5]",
                about = "largest probability that the health checks of a training, all of them, report a change of"
                        + " responses although there is none")
        double falseAlarm,

        @Setting(
                standard = "0.25",
                range = "(0, 1]",
                about = "most that the share of repeated token 4-grams may rise above the start model's")
        double maxRepetitionRise,

        @Setting(
                standard = "0.5",
                range = "(0, 1]",
                about = "most that the end-of-turn rate may fall, as a share of the start model's; 1: not checked")
        double maxEndFall,

        @Setting(
                standard = "0.75",
                range = "(0, 1]",
                about =
                        "most that the mean length of responses may fall, as a share of the start model's; 1: not checked")
        double maxLengthFall,

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
