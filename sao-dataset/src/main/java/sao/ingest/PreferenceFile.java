package sao.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.file.TextFile;
import sao.pairtraining.PreferenceRow;

/// The preference pairs of a file, JSON lines or Parquet, in TRL's format: `chosen` and `rejected`, and
/// `prompt` unless both begin with it; lists of messages or plain texts. Rows in the formats of UltraFeedback
/// and Anthropic HH are converted, see [TrlConversion]. A byte order mark is skipped.
///
/// @param rows the pairs, in the order of the file
/// @param severalTurns number of rows left out because their answers differ in more than one message; only a
///     single assistant message can be trained
/// @param unranked number of rows left out because their scores are equal
public record PreferenceFile(List<PreferenceRow> rows, int severalTurns, int unranked) {
    private static final JsonMapper JSON = new JsonMapper();

    public PreferenceFile {
        rows = List.copyOf(rows);
    }

    /// Collects rows as they are read.
    private static final class Rows {
        private final List<PreferenceRow> rows = new ArrayList<>();
        private final Path file;
        private final Consumer<SaoException> broken;
        private int count;
        private int severalTurns;
        private int unranked;

        Rows(Path file, Consumer<SaoException> broken) {
            this.file = file;
            this.broken = broken;
        }

        void add(JsonNode row) {
            count++;
            Optional<JsonNode> converted = TrlConversion.of(row);
            if (converted.isEmpty()) {
                unranked++;
                return;
            }
            try {
                PreferenceRowReader.read(converted.get(), "row " + count)
                        .ifPresentOrElse(rows::add, () -> severalTurns++);
            } catch (IllegalArgumentException e) {
                broken.accept(new SaoException(
                        "Row %d of %s %s.".formatted(count, file, e.getMessage()),
                        "Give rows of TRL's preference format: prompt, chosen and rejected, each a list of messages"
                                + " {role, content} or a text."));
            }
        }

        void addLine(String line, int number) {
            JsonNode row;
            try {
                row = JSON.readTree(line);
            } catch (JacksonException e) {
                count++;
                broken.accept(new SaoException(
                        "Line %d of %s is not JSON: %s."
                                .formatted(number, file, Excerpt.ofJsonError(e.getOriginalMessage())),
                        "Write one JSON object a line.",
                        e));
                return;
            }
            add(row);
        }
    }

    /// Reads a whole file.
    ///
    /// @param file ending with `.jsonl` or `.parquet`
    /// @throws SaoException if it cannot be read, has another ending, has no rows, or a row is not in the
    ///     format
    public static PreferenceFile read(Path file) {
        return read(file, broken -> {
            throw broken;
        });
    }

    /// Reads a whole file and skips rows that cannot be read.
    ///
    /// @param file ending with `.jsonl` or `.parquet`
    /// @param broken receives the error of each row that cannot be read; may throw it to stop reading
    /// @throws SaoException if the file cannot be read, has another ending or no rows
    static PreferenceFile read(Path file, Consumer<SaoException> broken) {
        Rows rows = new Rows(file, broken);
        try {
            if (file.toString().endsWith(".jsonl")) {
                readJsonLines(file, rows);
            } else if (file.toString().endsWith(".parquet")) {
                ParquetSource.read(file, rows::add);
            } else {
                throw new SaoException(
                        "%s is neither .jsonl nor .parquet.".formatted(file),
                        "Give a file of JSON lines or a Parquet file, with that ending.");
            }
        } catch (NoSuchFileException e) {
            throw new SaoException("There is no file %s.".formatted(file), "Check the path.", e);
        } catch (CharacterCodingException e) {
            throw new SaoException("%s is not UTF-8 text.".formatted(file), "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e.getMessage()),
                    "Check the file; download or write it again if it is incomplete.",
                    e);
        }
        if (rows.count == 0) {
            throw new SaoException("%s has no rows.".formatted(file), "Give a file with preference pairs.");
        }
        return new PreferenceFile(rows.rows, rows.severalTurns, rows.unranked);
    }

    private static void readJsonLines(Path file, Rows rows) throws IOException {
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.addLine(line, number);
                }
            }
        }
    }
}
