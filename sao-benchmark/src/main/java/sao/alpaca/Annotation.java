package sao.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import sao.error.SaoException;
import sao.protocol.FileRecord;

/// An annotation of AlpacaEval 2: a judge's preference between the answers of a baseline and of a model.
///
/// @param instruction the prompt
/// @param baselineLength length of the baseline's answer, `output_1`, code points
/// @param length length of the model's answer, `output_2`, code points
/// @param preference how far the model's answer is preferred, in [0, 1]; 0.5 for a draw; empty if the
///     judge gave no preference
/// @param draw whether the file states a draw, the preference 0 or 1.5
/// @param annotator name of the judge; empty if the file does not state it
/// @param model name of the model, `generator_2`; empty if the file does not state it
public record Annotation(
        String instruction,
        int baselineLength,
        int length,
        OptionalDouble preference,
        boolean draw,
        String annotator,
        String model) {
    private static final double DRAW = 1.5;

    /// {@return the annotations of a file of AlpacaEval 2, in order}
    ///
    /// @param file a JSON array or JSON lines with `instruction`, `output_1`, `output_2` and
    ///     `preference`: 1 if the baseline's answer is better, 2 if the model's is, a number between them
    ///     for a weighted preference, 0 or 1.5 for a draw, null without a preference
    /// @throws SaoException if the file cannot be read, or a record lacks a field or has another preference
    public static List<Annotation> read(Path file) {
        return FileRecord.read(file).stream().map(Annotation::of).toList();
    }

    private static Annotation of(FileRecord record) {
        JsonNode value = record.json().path("preference");
        if (value.isMissingNode()) {
            throw record.wrong(
                    "has no 'preference'",
                    "Give an annotation file of AlpacaEval: instruction, output_1, output_2, preference.");
        }
        double given = value.isNumber() ? value.doubleValue() : Double.NaN;
        boolean readable = value.isNull() || (value.isNumber() && Double.isNaN(given));
        if (!readable && !(given == 0 || (given >= 1 && given <= 2))) {
            throw record.wrong(
                    "has the preference %s".formatted(value),
                    "Give a number from 1 (output_1 is better) to 2 (output_2 is better), 0 for a draw, or null.");
        }
        boolean draw = given == 0 || given == DRAW;
        return new Annotation(
                record.text("instruction"),
                length(record.text("output_1")),
                length(record.text("output_2")),
                Double.isNaN(given) ? OptionalDouble.empty() : OptionalDouble.of(draw ? DRAW - 1 : given - 1),
                draw,
                record.optionalText("annotator").orElse(""),
                record.optionalText("generator_2").orElse(""));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
