package sao.settings;

import java.util.Locale;
import sao.schema.Setting;

/// Who asks.
///
/// @param source where personas come from
/// @param count how many rows are to be worked on
/// @param file of personas, or of a grid
/// @param field of a file's rows that holds the persona
/// @param related share of people that are written as related to another one
/// @param maxTokens most tokens of a person that a model writes
public record PersonaSettings(
        @Setting(
                standard = "grid",
                about = "source of personas: a grid of traits; a model that writes persons from the grid's traits and"
                        + " persons related to those; a file; or none, for prompts without personas")
        Source source,

        @Setting(
                standard = "10000",
                range = "[1, 100000000]",
                about = "number of accepted prompts, one per persona, that may become training pairs")
        int count,

        @Setting(
                standard = "null",
                absent = "null",
                about =
                        "for source file: personas as text, one a line, as JSON lines or as Parquet; for grid and model: a"
                                + " grid of your own, lines of attribute, tab, value, tab, weight and one line of text, tab, such as"
                                + " `A(n) {mood} {job}.`")
        String file,

        @Setting(
                standard = "persona",
                about = "the field of a JSON line, or the Parquet column, that holds the persona")
        String field,

        @Setting(
                standard = "0.25",
                range = "[0, 1]",
                about =
                        "for source model, the share of people written as related to another one: a colleague, a customer")
        double related,

        @Setting(standard = "96", range = "[16, 100000]", about = "for source model, most tokens of a person")
        int maxTokens) {
    /// Where personas come from.
    public enum Source {
        /// Combinations of traits.
        GRID,
        /// A model, from combinations of traits.
        MODEL,
        /// A file of the user's.
        FILE,
        /// Nowhere: prompts are written without personas.
        NONE
    }

    public PersonaSettings {
        String lower = file.toLowerCase(Locale.ROOT);
        boolean ofPersonas = lower.endsWith(".jsonl") || lower.endsWith(".json") || lower.endsWith(".parquet");
        if (source == Source.FILE && file.isEmpty()) {
            throw new IllegalArgumentException("personas.source is file, so personas.file must name one");
        }
        if (source == Source.NONE && !file.isEmpty()) {
            throw new IllegalArgumentException(
                    "personas.file is %s, but personas.source none reads no file; write source: file".formatted(file));
        }
        if ((source == Source.GRID || source == Source.MODEL) && ofPersonas) {
            throw new IllegalArgumentException(
                    "personas.file is %s, which is not a grid; to use its personas write personas.source: file"
                            .formatted(file));
        }
    }
}
