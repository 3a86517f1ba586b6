package sao.settings;

/// What watches the training.
///
/// @param every steps between two looks
public record GuardSettings(
        @Setting(
                standard = "20",
                range = "[1, 1000000]",
                about = "steps between two looks at the model's health; not applied yet")
        int every) {}
