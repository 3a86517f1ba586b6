package sao.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import sao.error.SaoException;
import sao.file.TextFile;

/// Reads the prompts of a benchmark from a user's file: text with one prompt per line, JSON lines, a JSON
/// array, or Parquet. In an object, the first field with a known name contains the prompt.
public final class BenchmarkFile {
    private static final List<String> FIELDS =
            List.of("prompt", "question", "instruction", "input", "query", "problem", "text", "goal", "turns");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Turns needed;
    private final BiConsumer<String, String> firstTurns;
    private final BiConsumer<String, String> everyTurn;
    private final LongConsumer promptless;
    private long row;
    private long found;

    /// The turns that a conversation must contain.
    private enum Turns {
        FIRST,
        ANY
    }

    private BenchmarkFile(
            Path file,
            Turns needed,
            BiConsumer<String, String> firstTurns,
            BiConsumer<String, String> everyTurn,
            LongConsumer promptless) {
        this.file = file;
        this.needed = needed;
        this.firstTurns = firstTurns;
        this.everyTurn = everyTurn;
        this.promptless = promptless;
    }

    /// Passes every prompt of a file to the consumer, and every turn of a conversation.
    ///
    /// @param prompts receives the location of a prompt, such as `gsm8k.jsonl:17`, and the prompt
    /// @throws SaoException if the file cannot be read or contains no prompt
    public static void read(Path file, BiConsumer<String, String> prompts) {
        new BenchmarkFile(file, Turns.ANY, (_, _) -> {}, prompts, _ -> {}).readAll();
    }

    /// Passes the prompt of every row to `firstTurns` (of a conversation, the user's first turn), and every
    /// turn to `everyTurn`.
    ///
    /// @param firstTurns receives the location of a prompt, such as `mt_bench.jsonl:17`, and the prompt
    /// @param everyTurn receives the location and the text of every turn
    /// @throws SaoException if the file cannot be read, or a row has no prompt
    public static void readTurns(
            Path file, BiConsumer<String, String> firstTurns, BiConsumer<String, String> everyTurn) {
        new BenchmarkFile(file, Turns.FIRST, firstTurns, everyTurn, row -> refuse(file, row)).readAll();
    }

    /// Passes every prompt of a file to the consumer, and every turn of a conversation. Every row must have a
    /// prompt.
    ///
    /// @param prompts receives the location of a prompt, such as `gsm8k.jsonl:17`, and the prompt
    /// @throws SaoException if the file cannot be read, or a row has no prompt
    static void readWhole(Path file, BiConsumer<String, String> prompts) {
        new BenchmarkFile(file, Turns.ANY, (_, _) -> {}, prompts, row -> refuse(file, row)).readAll();
    }

    private static void refuse(Path file, long row) {
        throw new SaoException(
                "Line %d of %s has no question.".formatted(row, file),
                "Give it under one of: %s.".formatted(String.join(", ", FIELDS)));
    }

    private void readAll() {
        try {
            read();
        } catch (IOException | UncheckedIOException e) {
            throw new SaoException(
                    "The benchmark %s cannot be read: %s".formatted(file, e.getMessage()),
                    "Check the path and that the file is what its ending says.",
                    e);
        }
        if (found == 0) {
            throw new SaoException(
                    "The benchmark %s holds no prompt: none of its %d rows has a text under %s."
                            .formatted(file, row, String.join(", ", FIELDS)),
                    "Rename the field that holds the prompt to one of these, or give one prompt a line as text.");
        }
    }

    private void read() throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            ParquetSource.read(file, this::row);
        } else if (name.endsWith(".json") || name.endsWith(".jsonl")) {
            try (BufferedReader in = TextFile.open(file);
                    MappingIterator<JsonNode> rows =
                            JSON.readerFor(JsonNode.class).readValues(in)) {
                while (rows.hasNextValue()) {
                    row(rows.nextValue());
                }
            }
        } else {
            try (BufferedReader in = TextFile.open(file)) {
                in.lines().forEach(line -> {
                    row++;
                    take(line, true);
                });
            }
        }
    }

    private void row(JsonNode node) {
        row++;
        if (node.isTextual()) {
            take(node.textValue(), true);
            return;
        }
        for (String field : FIELDS) {
            JsonNode value = node.path(field);
            if (value.isTextual() && !value.textValue().isBlank()) {
                take(value.textValue(), true);
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
        boolean told = false;
        boolean asked = false;
        for (JsonNode message : messages) {
            String text = message.isTextual()
                    ? message.asText()
                    : message.path("content").asText();
            if (!text.isBlank()) {
                boolean first = !asked && message.path("role").asText("user").equals("user");
                take(text, first);
                told = true;
                asked |= first;
            }
        }
        if (needed == Turns.FIRST ? !asked : !told) {
            promptless.accept(row);
        }
    }

    /// @param first whether the text is a row's prompt or the first turn of its conversation
    private void take(String prompt, boolean first) {
        if (!prompt.isBlank()) {
            found++;
            String place = "%s:%d".formatted(file.getFileName(), row);
            if (first) {
                firstTurns.accept(place, prompt);
            }
            everyTurn.accept(place, prompt);
        }
    }
}
