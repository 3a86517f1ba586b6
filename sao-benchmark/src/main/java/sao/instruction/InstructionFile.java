package sao.instruction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import sao.error.SaoException;
import sao.file.DurableFile;

/// Reads and writes the files of instruction benchmarks: JSON lines in UTF-8.
public final class InstructionFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COLUMNS = "key, prompt, instruction_id_list, kwargs";

    private InstructionFile() {}

    /// {@return the rows of a data file with the columns `key`, `prompt`, `instruction_id_list` and `kwargs`,
    /// the format of IFEval's `input_data.jsonl` and of IFBench}
    ///
    /// @throws SaoException if the file cannot be read, has no row, or a row lacks a column
    public static List<InstructionRow> rows(Path file) {
        return read(file, "Give a data file with the columns %s on each line.".formatted(COLUMNS), (line, at) -> {
            JsonNode ids = column(line, "instruction_id_list", at);
            JsonNode arguments = column(line, "kwargs", at);
            if (!ids.isArray() || !arguments.isArray() || ids.size() != arguments.size() || ids.isEmpty()) {
                throw new SaoException(
                        "%s: instruction_id_list and kwargs must be lists of one length, at least 1.".formatted(at),
                        "Correct the line; kwargs has one object for each instruction id.");
            }
            List<InstructionRow.Instruction> instructions = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                instructions.add(new InstructionRow.Instruction(ids.get(i).asText(), arguments.get(i)));
            }
            return new InstructionRow(column(line, "key", at).asText(), text(line, "prompt", at), instructions);
        });
    }

    /// {@return the answers of a file with the columns `prompt` and `response`}
    ///
    /// @throws SaoException if the file cannot be read, has no row, or a row lacks a column
    public static List<MatchedAnswers.PromptAnswer> answers(Path file) {
        return read(
                file,
                "Give a file of answers with the columns prompt and response on each line.",
                (line, at) -> new MatchedAnswers.PromptAnswer(text(line, "prompt", at), text(line, "response", at)));
    }

    /// Writes a line for each answer with `key`, `prompt`, `response`, `instruction_id_list`,
    /// `follow_instruction_list_strict` and `follow_instruction_list_loose`. The verification tool of IFEval
    /// writes the same columns in two files, with `follow_instruction_list` in each.
    ///
    /// @param file file to write; an existing one is replaced
    /// @param verdicts verdicts, in order
    /// @throws SaoException if the file cannot be written
    public static void writeSamples(Path file, List<InstructionEvaluation.Verdict> verdicts) {
        StringBuilder lines = new StringBuilder();
        verdicts.forEach(verdict -> lines.append(sample(verdict)).append('\n'));
        DurableFile.write(file, lines.toString());
    }

    private static String sample(InstructionEvaluation.Verdict verdict) {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("key", verdict.row().key());
        sample.put("prompt", verdict.row().prompt());
        sample.put("response", verdict.answer());
        sample.put(
                "instruction_id_list",
                verdict.row().instructions().stream()
                        .map(InstructionRow.Instruction::id)
                        .toList());
        sample.put("follow_instruction_list_strict", verdict.followed().strict());
        sample.put("follow_instruction_list_loose", verdict.followed().loose());
        return JSON.valueToTree(sample).toString();
    }

    private static <T> List<T> read(Path file, String remedy, BiFunction<JsonNode, String, T> reader) {
        List<T> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines(file, remedy)) {
            number++;
            if (!line.isBlank()) {
                rows.add(reader.apply(parse(line, file + ":" + number, remedy), file + ":" + number));
            }
        }
        if (rows.isEmpty()) {
            throw new SaoException("The file %s has no rows.".formatted(file), remedy);
        }
        return rows;
    }

    private static List<String> lines(Path file, String remedy) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new SaoException("The file %s does not exist.".formatted(file), remedy, e);
        } catch (MalformedInputException e) {
            throw new SaoException("The file %s is not UTF-8 text.".formatted(file), "Convert it to UTF-8.", e);
        } catch (IOException e) {
            throw new SaoException("The file %s cannot be read: %s".formatted(file, e), "Check the path.", e);
        }
    }

    private static JsonNode parse(String line, String at, String remedy) {
        try {
            JsonNode row = JSON.readTree(line);
            if (row.isObject()) {
                return row;
            }
        } catch (JsonProcessingException e) {
            throw new SaoException("%s is not a JSON object: %s".formatted(at, e.getOriginalMessage()), remedy, e);
        }
        throw new SaoException("%s is not a JSON object.".formatted(at), remedy);
    }

    private static JsonNode column(JsonNode row, String name, String at) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            List<String> found = new ArrayList<>();
            row.fieldNames().forEachRemaining(found::add);
            throw new SaoException(
                    "%s has no column '%s', but the columns %s.".formatted(at, name, found),
                    "Name the column '%s'.".formatted(name));
        }
        return value;
    }

    private static String text(JsonNode row, String name, String at) {
        JsonNode value = column(row, name, at);
        if (!value.isTextual()) {
            throw new SaoException(
                    "%s: the column '%s' is %s, not a text.".formatted(at, name, value.getNodeType()),
                    "Write the %s as a JSON string.".formatted(name));
        }
        return value.textValue();
    }
}
