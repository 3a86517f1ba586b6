package sao.settings;

/// Who asks.
///
/// @param source where personas come from
/// @param count how many rows are to be worked on
/// @param file of personas
public record PersonaSettings(
        @Setting(standard = "grid", choices = "grid", about = "where personas come from: the built-in grid of traits")
        String source,

        @Setting(
                standard = "10000",
                range = "[1, 100000000]",
                about = "how many personas ask a question that may become a training pair")
        int count,

        @Setting(standard = "null", absent = "null", choices = "null", about = "a file of personas; not read yet")
        String file) {}
