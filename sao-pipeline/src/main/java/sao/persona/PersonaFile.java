package sao.persona;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import sao.error.SaoException;
import sao.file.Sha256;

/// Personas from a file of the user's: one a line, as plain text or, when the name ends in `.jsonl` or
/// `.json`, as JSON objects with the person in one field, as Persona-Hub's files have them. Read line by
/// line; a file of any size needs the memory of one line.
public final class PersonaFile implements PersonaSource {
    private final Path file;
    private final LineReader reader;
    private final Consumer<String> warnings;

    /// @param file UTF-8 text
    /// @param field of a JSON line that holds the person, such as `persona`
    /// @param warnings is told of each line that cannot be read, by number
    public PersonaFile(Path file, String field, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        this.reader = name.endsWith(".jsonl") || name.endsWith(".json") ? new JsonLine(field) : String::strip;
    }

    /// Makes a person's text of a line.
    interface LineReader {
        /// {@return the person; empty text when there is none on the line}
        ///
        /// @throws IllegalArgumentException if the line cannot be read, with the reason
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

    /// {@return the digest of the file's content and of how it is read, not its name}
    @Override
    public String identity() {
        try {
            return "file/%s/%s".formatted(reader instanceof JsonLine json ? json.field() : "text", Sha256.of(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// {@return the encoding that a file which is not UTF-8 most likely has}
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
                "Check the path in personas.file and the rights on the file.",
                cause);
    }
}
