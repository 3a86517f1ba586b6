package sao.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import sao.content.ContentId;
import sao.domain.Persona;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.persona.PersonaSource;
import sao.persona.PersonaStream;

/// Reads personas from one column of a user's Parquet file. Only that column is read, one row group at a time.
///
/// @param file the Parquet file
/// @param column name of the column, which must contain text
/// @param warnings receives a message for each row without text
public record ParquetPersonas(Path file, String column, Consumer<String> warnings) implements PersonaSource {
    private static final double MOST_BROKEN = 0.05;
    private static final int ROWS_TO_JUDGE_BY = 100;

    @Override
    public boolean isFixed() {
        return true;
    }

    @Override
    public PersonaStream open() {
        if (!Files.exists(file)) {
            throw unreadable(new NoSuchFileException(file.toString()));
        }
        try {
            MessageType schema = schema();
            Type found = schema.containsField(column) ? schema.getType(column) : schema;
            boolean text =
                    found.isPrimitive() && found.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
            if (!text) {
                throw new SaoException(
                        "%s has no column of texts called '%s'; its columns are %s."
                                .formatted(file, column, columns(schema)),
                        "Set personas.field to the column that holds the person.");
            }
            return new Rows(new Builder(ParquetSource.input(file), new MessageType(schema.getName(), found)).build());
        } catch (SaoException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // thrown by the library for bytes that are not Parquet
            throw unreadable(e);
        }
    }

    /// {@return the digest of the file's content and of the column's name; the file's name is not included}
    @Override
    public String identity() {
        try {
            return "parquet/%s/%s".formatted(column, Sha256.of(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private MessageType schema() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                ParquetSource.input(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getFooter().getFileMetaData().getSchema();
        }
    }

    private static List<String> columns(MessageType schema) {
        return schema.getFields().stream().map(Type::getName).toList();
    }

    private SaoException unreadable(Exception cause) {
        return new SaoException(
                "The persona file %s cannot be read: %s".formatted(file, cause.getMessage()),
                "Check that personas.file is a Parquet file and can be read.",
                cause);
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        Builder(InputFile file, MessageType wanted) {
            super(file, new PlainParquetConfiguration());
            set(ReadSupport.PARQUET_READ_SCHEMA, wanted.toString());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private final class Rows implements PersonaStream {
        private final ParquetReader<Group> reader;
        private long row;
        private long broken;

        Rows(ParquetReader<Group> reader) {
            this.reader = reader;
        }

        @Override
        public Optional<Persona> next() {
            try {
                for (Group group = reader.read(); group != null; group = reader.read()) {
                    row++;
                    String text = group.getFieldRepetitionCount(0) == 0
                            ? ""
                            : group.getString(0, 0).strip();
                    if (!text.isEmpty()) {
                        return Optional.of(new Persona(
                                ContentId.of(Map.of("kind", "persona", "text", text)),
                                text,
                                "%s:%d".formatted(file.getFileName(), row)));
                    }
                    broken++;
                    warnings.accept("%s, row %d is left out: its '%s' is empty".formatted(file, row, column));
                    requireMostlySound(row >= ROWS_TO_JUDGE_BY);
                }
            } catch (SaoException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw unreadable(e);
            }
            requireMostlySound(true);
            if (row == 0) {
                throw new SaoException(
                        "The persona file %s has no rows.".formatted(file), "Name another file in personas.file.");
            }
            return Optional.empty();
        }

        private void requireMostlySound(boolean enough) {
            if (enough && broken > MOST_BROKEN * row) {
                throw new SaoException(
                        "%s: %d of the first %d rows have no text in the column '%s'."
                                .formatted(file, broken, row, column),
                        "Mend the file, or set personas.field to the column that holds the person.");
            }
        }

        @Override
        public long broken() {
            return broken;
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
