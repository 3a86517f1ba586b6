package sao.persona;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text file, read in the memory of one line of bounded length: of a longer one only the
/// beginning is held.
final class BoundedLines implements AutoCloseable {
    /// What is held of a longer line has this many characters.
    static final int LONGEST = 1 << 20;

    private final BufferedReader reader;
    private boolean afterReturn;

    BoundedLines(Path file) throws IOException {
        this.reader = Files.newBufferedReader(file); // UTF-8, and strict about it
    }

    /// {@return the next line without its end; null after the last}
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n' && afterReturn) {
                afterReturn = false; // the second half of the end of the line before
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
