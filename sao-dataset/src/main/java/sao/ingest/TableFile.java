package sao.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.file.TextFile;
import sao.jsonfile.JsonFile;

/// Reads the rows of a table as JSON objects: JSON lines (`.jsonl`), a JSON array or objects after one another
/// (`.json`), CSV with a header (`.csv`), or Parquet (`.parquet`).
///
/// A value of a CSV file that is a JSON array or object becomes one; every other value is a text.
public final class TableFile {
    /// The extensions that are read.
    public static final List<String> EXTENSIONS = List.of("parquet", "jsonl", "json", "csv");

    private static final JsonMapper JSON = new JsonMapper();
    private static final CsvMapper CSV = CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private TableFile() {}

    /// {@return the rows of a file, in its order; empty if it has none}
    ///
    /// @throws SaoException if the file cannot be read, is not what its extension says, or a row is not an object
    public static List<ObjectNode> read(Path file) {
        try {
            return switch (extension(file)) {
                case "parquet" -> {
                    List<ObjectNode> rows = new ArrayList<>();
                    ParquetSource.read(file, row -> rows.add((ObjectNode) row));
                    yield rows;
                }
                case "csv" -> csv(file);
                case "jsonl", "json" -> json(file);
                default ->
                    throw new SaoException(
                            "%s has none of the extensions %s.".formatted(file, String.join(", ", EXTENSIONS)),
                            "Rename the file by its format, or convert it.");
            };
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e),
                    "Check the path, the rights and that the file is what its extension says, in UTF-8.",
                    e);
        }
    }

    /// {@return the extension of a file in lower case; empty if it has none}
    public static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<ObjectNode> json(Path file) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode value : JsonFile.read(file, "row")) {
            if (!(value instanceof ObjectNode row)) {
                throw new SaoException(
                        "Row %d of %s is %s, not an object."
                                .formatted(rows.size() + 1, file, Excerpt.of(value.toString())),
                        "Give one JSON object with the columns for each row.");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<ObjectNode> csv(Path file) throws IOException {
        List<String[]> records;
        try (BufferedReader in = TextFile.open(file);
                MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(in)) {
            records = lines.readAll();
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            String[] header = records.getFirst();
            String[] values = records.get(i);
            if (values.length != header.length) {
                throw new SaoException(
                        "Row %d of %s has %d values for %d columns.".formatted(i, file, values.length, header.length),
                        "Correct the row; put values that contain commas or line breaks in double quotes.");
            }
            ObjectNode row = JSON.createObjectNode();
            for (int column = 0; column < header.length; column++) {
                row.set(header[column], value(values[column]));
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
}
