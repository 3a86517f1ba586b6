package sao.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.error.Excerpt;
import sao.error.SaoException;

/// Reads the rows of a table as JSON objects: JSON lines (`.jsonl`), a JSON array or objects after one another
/// (`.json`), CSV with a header (`.csv`), or Parquet (`.parquet`).
///
/// A value of a CSV file that is a JSON array or object becomes one; every other value is a text.
public final class TableFile {
    /// The extensions that are read.
    public static final List<String> EXTENSIONS = List.of("parquet", "jsonl", "json", "csv");

    private static final JsonMapper JSON = new JsonMapper();

    private TableFile() {}

    /// {@return the rows of a file, in its order; empty if it has none}
    ///
    /// @throws SaoException if the file cannot be read, is not what its extension says, or a row is not an object
    public static List<ObjectNode> read(Path file) {
        List<ObjectNode> rows = new ArrayList<>();
        try {
            switch (extension(file)) {
                case "parquet" -> ParquetSource.read(file, row -> rows.add((ObjectNode) row));
                case "csv" -> rows.addAll(csv(file));
                case "jsonl", "json" -> json(file, rows);
                default ->
                    throw new SaoException(
                            "%s has none of the extensions %s.".formatted(file, String.join(", ", EXTENSIONS)),
                            "Rename the file by its format, or convert it.");
            }
        } catch (JsonProcessingException e) {
            throw new SaoException(
                    "%s is not JSON after its row %d: %s"
                            .formatted(file, rows.size(), Excerpt.ofJsonError(e.getOriginalMessage())),
                    "Correct the file: give one JSON object a line, or a JSON array of objects.",
                    e);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e),
                    "Check the path, the rights and that the file is what its extension says, in UTF-8.",
                    e);
        }
        return rows;
    }

    /// {@return the extension of a file in lower case; empty if it has none}
    public static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void json(Path file, List<ObjectNode> rows) throws IOException {
        try (BufferedReader in = TextFile.open(file);
                MappingIterator<JsonNode> values =
                        JSON.readerFor(JsonNode.class).readValues(in)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                if (value instanceof ObjectNode row) {
                    rows.add(row);
                } else {
                    throw new SaoException(
                            "Row %d of %s is %s, not an object."
                                    .formatted(rows.size() + 1, file, Excerpt.of(value.toString())),
                            "Give one JSON object with the columns for each row.");
                }
            }
        }
    }

    private static List<ObjectNode> csv(Path file) throws IOException {
        List<List<String>> records;
        try (BufferedReader in = TextFile.open(file)) {
            records = CsvText.records(in);
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            List<String> header = records.getFirst();
            List<String> values = records.get(i);
            if (values.size() != header.size()) {
                throw new SaoException(
                        "Row %d of %s has %d values for %d columns.".formatted(i, file, values.size(), header.size()),
                        "Correct the row; put values that contain commas or line breaks in double quotes.");
            }
            ObjectNode row = JSON.createObjectNode();
            for (int column = 0; column < header.size(); column++) {
                row.set(header.get(column), value(values.get(column)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode value(String text) {
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException _) {
                return JSON.getNodeFactory().textNode(text); // a text that only begins like JSON
            }
        }
        return JSON.getNodeFactory().textNode(text);
    }

    /// Comma-separated values as defined by RFC 4180: values in double quotes may contain commas, line breaks and
    /// doubled
    /// quotes.
    private static final class CsvText {
        private final BufferedReader in;
        private final List<List<String>> records = new ArrayList<>();
        private List<String> record = new ArrayList<>();
        private final StringBuilder value = new StringBuilder();

        private CsvText(BufferedReader in) {
            this.in = in;
        }

        /// {@return the records of a text, the header included; blank lines are left out}
        static List<List<String>> records(BufferedReader in) throws IOException {
            return new CsvText(in).read();
        }

        private List<List<String>> read() throws IOException {
            boolean quoted = false;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (quoted) {
                    quoted = !isClosing(c);
                } else if (c == '"' && value.isEmpty()) {
                    quoted = true;
                } else if (c == ',') {
                    endValue();
                } else if (c == '\n') {
                    endRecord();
                } else if (c != '\r') {
                    value.append((char) c);
                }
            }
            endRecord();
            return records;
        }

        /// Takes a character of a quoted value.
        ///
        /// @return whether it ends the quotes; a doubled quote does not
        private boolean isClosing(int c) throws IOException {
            if (c == '"') {
                in.mark(1);
                if (in.read() != '"') {
                    in.reset();
                    return true;
                }
            }
            value.append((char) c);
            return false;
        }

        private void endValue() {
            record.add(value.toString());
            value.setLength(0);
        }

        private void endRecord() {
            if (record.isEmpty() && value.isEmpty()) {
                return;
            }
            endValue();
            records.add(record);
            record = new ArrayList<>();
        }
    }
}
