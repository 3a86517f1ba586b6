package sao.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import sao.domain.SaoException;

/// The prompts of a benchmark from a file of the user's: text, one prompt a line; JSON lines or a JSON
/// array; Parquet. Of an object's fields, the first usual name counts.
public final class BenchmarkFile {
    private static final List<String> FIELDS =
            List.of("prompt", "question", "instruction", "input", "query", "problem", "text", "goal", "turns");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Turns turns;
    private final BiConsumer<String, String> prompts;
    private final LongConsumer promptless;
    private long row;
    private long found;

    /// Which turns of a conversation are handed over.
    private enum Turns {
        FIRST,
        ALL
    }

    private BenchmarkFile(Path file, Turns turns, BiConsumer<String, String> prompts, LongConsumer promptless) {
        this.file = file;
        this.turns = turns;
        this.prompts = prompts;
        this.promptless = promptless;
    }

    /// Hands over every prompt of a file, of a conversation every turn.
    ///
    /// @param prompts takes where a prompt stands, such as `gsm8k.jsonl:17`, and the prompt
    /// @throws SaoException if the file cannot be read or holds no prompt
    public static void read(Path file, BiConsumer<String, String> prompts) {
        read(file, Turns.ALL, prompts, _ -> {});
    }

    /// Hands over what a model can be asked: the prompt of every row, of a conversation the user's first turn.
    ///
    /// @param prompts takes where a prompt stands, such as `mt_bench.jsonl:17`, and the prompt
    /// @throws SaoException if the file cannot be read, or a row has no prompt
    public static void readFirstTurns(Path file, BiConsumer<String, String> prompts) {
        read(file, Turns.FIRST, prompts, row -> refuse(file, row));
    }

    /// Hands over every prompt of a file whose every row must have one, of a conversation every turn.
    ///
    /// @param prompts takes where a prompt stands, such as `gsm8k.jsonl:17`, and the prompt
    /// @throws SaoException if the file cannot be read, or a row has no prompt
    static void readWhole(Path file, BiConsumer<String, String> prompts) {
        read(file, Turns.ALL, prompts, row -> refuse(file, row));
    }

    private static void refuse(Path file, long row) {
        throw new SaoException(
                "Line %d of %s has no question.".formatted(row, file),
                "Give it under one of: %s.".formatted(String.join(", ", FIELDS)));
    }

    private static void read(Path file, Turns turns, BiConsumer<String, String> prompts, LongConsumer promptless) {
        BenchmarkFile benchmark = new BenchmarkFile(file, turns, prompts, promptless);
        try {
            benchmark.read();
        } catch (IOException | UncheckedIOException e) {
            throw new SaoException(
                    "The benchmark %s cannot be read: %s".formatted(file, e.getMessage()),
                    "Check the path and that the file is what its ending says.",
                    e);
        }
        if (benchmark.found == 0) {
            throw new SaoException(
                    "The benchmark %s holds no prompt: none of its %d rows has a text under %s."
                            .formatted(file, benchmark.row, String.join(", ", FIELDS)),
                    "Rename the field that holds the prompt to one of these, or give one prompt a line as text.");
        }
    }

    private void read() throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            ParquetSource.read(file, this::row);
        } else if (name.endsWith(".json") || name.endsWith(".jsonl")) {
            try (BufferedReader in = Files.newBufferedReader(file);
                    MappingIterator<JsonNode> rows =
                            JSON.readerFor(JsonNode.class).readValues(in)) {
                while (rows.hasNextValue()) {
                    row(rows.nextValue());
                }
            }
        } else {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                in.lines().forEach(line -> {
                    row++;
                    take(line);
                });
            }
        }
    }

    private void row(JsonNode node) {
        row++;
        if (node.isTextual()) {
            take(node.textValue());
            return;
        }
        for (String field : FIELDS) {
            JsonNode value = node.path(field);
            if (value.isTextual() && !value.textValue().isBlank()) {
                take(value.textValue());
                return;
            }
            if (value.isArray()) {
                conversation(value);
                return;
            }
        }
        promptless.accept(row);
    }

    private void conversation(JsonNode messages) {
        long before = found;
        for (JsonNode message : messages) {
            boolean asks = message.path("role").asText("user").equals("user");
            if (turns == Turns.ALL || (asks && found == before)) {
                take(
                        message.isTextual()
                                ? message.asText()
                                : message.path("content").asText());
            }
        }
        if (found == before) {
            promptless.accept(row);
        }
    }

    private void take(String prompt) {
        if (!prompt.isBlank()) {
            found++;
            prompts.accept("%s:%d".formatted(file.getFileName(), row), prompt);
        }
    }
}
