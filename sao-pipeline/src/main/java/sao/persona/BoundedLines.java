package sao.persona;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a UTF-8 text file. A line longer than [#LONGEST] is truncated, so memory is bounded. Not
/// thread-safe.
final class BoundedLines implements AutoCloseable {
    /// Maximum length of a line, UTF-16 code units.
    static final int LONGEST = 1 << 20;

    private final BufferedReader reader;
    private boolean afterReturn;

    BoundedLines(Path file) throws IOException {
        this.reader = Files.newBufferedReader(file); // throws on malformed UTF-8
    }

    /// {@return the next line without its line terminator; null at the end of the file}
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n' && afterReturn) {
                afterReturn = false; // second character of the terminator CR LF
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                return line.toString();
            }
            any = true;
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        return any ? line.toString() : null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
