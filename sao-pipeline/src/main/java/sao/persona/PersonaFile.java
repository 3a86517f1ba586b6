package sao.persona;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import sao.error.SaoException;
import sao.file.Sha256;

/// Personas from a file of the user: one on each line, as plain text or, if the file name ends in `.jsonl` or
/// `.json`, as JSON objects with the persona in one field (the format of Persona-Hub). The file is read line by
/// line, so its size does not affect memory.
public final class PersonaFile implements PersonaSource {
    private final Path file;
    private final LineReader reader;
    private final Consumer<String> warnings;

    /// @param file UTF-8 text file
    /// @param field field of a JSON object with the persona, such as `persona`
    /// @param warnings receives a message with the line number for each unreadable line
    public PersonaFile(Path file, String field, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        this.reader = name.endsWith(".jsonl") || name.endsWith(".json") ? new JsonLine(field) : String::strip;
    }

    /// Reads the text of a persona from a line.
    interface LineReader {
        /// {@return the text of the persona; empty for a blank line}
        ///
        /// @throws IllegalArgumentException if the line cannot be read; its message states the reason
        String person(String line);
    }

    @Override
    public PersonaStream open() {
        return new Lines(file, reader, warnings);
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    /// {@return an identity from the content of the file and its format, independent of its name}
    @Override
    public String identity() {
        try {
            return "file/%s/%s".formatted(reader instanceof JsonLine json ? json.field() : "text", Sha256.of(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// {@return the likely encoding of a file that is not UTF-8}
    static String likelyEncoding(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] mark = in.readNBytes(2);
            boolean wide = mark.length == 2 && (mark[0] & 0xFF) + (mark[1] & 0xFF) == 0xFF + 0xFE;
            return wide ? "UTF-16" : "ISO-8859-1";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static SaoException unreadable(Path file, IOException cause) {
        return new SaoException(
                "The persona file %s cannot be read: %s".formatted(file, cause),
                "Check the path in personas.file and the permissions of the file.",
                cause);
    }
}
