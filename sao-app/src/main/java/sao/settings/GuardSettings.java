package sao.settings;

/// What watches the training.
///
/// @param every steps between two looks; 0: never
public record GuardSettings(
        @Setting(
                standard = "20",
                range = "[0, 1000000]",
                about = "steps between two looks at the model's health; 0: never; not applied yet")
        int every) {}
