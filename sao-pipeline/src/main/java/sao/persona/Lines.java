package sao.persona;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sao.content.ContentId;
import sao.domain.Persona;
import sao.error.SaoException;

/// The personas of a file, one on each line. Blank lines are skipped. An unreadable line is skipped, counted and
/// reported as a warning; more than 5 % of unreadable lines end the stream with an exception. Not thread-safe.
final class Lines implements PersonaStream {
    private static final double MOST_BROKEN = 0.05;
    private static final int LINES_TO_JUDGE_BY = 100;
    private static final int LONGEST = 4000;

    private final Path file;
    private final PersonaFile.LineReader reader;
    private final Consumer<String> warnings;
    private final BoundedLines lines;
    private long line;
    private long read;
    private long broken;

    Lines(Path file, PersonaFile.LineReader reader, Consumer<String> warnings) {
        this.file = file;
        this.reader = reader;
        this.warnings = warnings;
        try {
            this.lines = new BoundedLines(file);
        } catch (IOException e) {
            throw PersonaFile.unreadable(file, e);
        }
    }

    @Override
    public Optional<Persona> next() {
        for (String text = readLine(); text != null; text = readLine()) {
            line++;
            Optional<String> person = person(text);
            if (person.isPresent()) {
                read++;
                return person.map(this::persona);
            }
            if (read + broken >= LINES_TO_JUDGE_BY) {
                requireMostlySound();
            }
        }
        requireMostlySound();
        if (read == 0) {
            throw new SaoException(
                    "The persona file %s has %d lines, but no persona.".formatted(file, line),
                    "Write one persona on each line, or set personas.file to another file.");
        }
        return Optional.empty();
    }

    @Override
    public long broken() {
        return broken;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw PersonaFile.unreadable(file, e);
        }
    }

    private Optional<String> person(String text) {
        String line = this.line == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
        try {
            if (line.length() == BoundedLines.LONGEST) {
                throw new IllegalArgumentException("it has at least %d characters".formatted(line.length()));
            }
            String person = reader.person(line);
            if (person.length() > LONGEST) {
                throw new IllegalArgumentException("it has %d characters".formatted(person.length()));
            }
            return person.isEmpty() ? Optional.empty() : Optional.of(person);
        } catch (IllegalArgumentException e) {
            broken++;
            warnings.accept("%s, line %d is left out: %s".formatted(file, this.line, e.getMessage()));
            return Optional.empty();
        }
    }

    private Persona persona(String text) {
        return new Persona(
                ContentId.of(Map.of("kind", "persona", "text", text)),
                text,
                "%s:%d".formatted(file.getFileName(), line));
    }

    private void requireMostlySound() {
        if (broken > MOST_BROKEN * (read + broken)) {
            throw new SaoException(
                    "%s: %d of the first %d lines with content cannot be read.".formatted(file, broken, read + broken),
                    "Correct the lines listed in the warnings, or set personas.field to the field with the persona.");
        }
    }

    private @Nullable String readLine() {
        try {
            return lines.next();
        } catch (CharacterCodingException e) {
            throw new SaoException(
                    "%s is not UTF-8 text: it contains a byte of another encoding after line %d.".formatted(file, line),
                    "Convert it, for example with: iconv -f %s -t UTF-8 %s"
                            .formatted(PersonaFile.likelyEncoding(file), file.getFileName()),
                    e);
        } catch (IOException e) {
            throw PersonaFile.unreadable(file, e);
        }
    }
}
