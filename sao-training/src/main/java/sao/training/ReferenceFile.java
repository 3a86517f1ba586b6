package sao.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import sao.error.SaoException;

/// Reference log-probabilities in a text file, one line per key and value. A line that a crash truncated is ignored
/// and computed again.
final class ReferenceFile implements ReferenceMemory {
    /// Name of the file in a folder of checkpoints.
    static final String NAME = "references.txt";

    private static final int KEY_LENGTH = 64;

    private final Path file;
    private final Map<String, Double> known = new HashMap<>();

    /// @param file created when the first value is stored
    ReferenceFile(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    // a whole line ends with a semicolon, so that no digit can be missing unseen
    private void read(String line) {
        if (line.length() > KEY_LENGTH + 1 && line.endsWith(";")) {
            known.put(line.substring(0, KEY_LENGTH), Double.valueOf(line.substring(KEY_LENGTH + 1, line.length() - 1)));
        }
    }

    @Override
    public OptionalDouble find(String key) {
        Double value = known.get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public void keep(String key, double logProbability) {
        known.put(key, logProbability);
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(
                    file,
                    "\n%s %s;".formatted(key, logProbability), // a new line first: the last one may be cut off
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private SaoException failed(IOException e) {
        return new SaoException(
                "%s cannot be read or written: %s".formatted(file, e),
                "Check the disk, or delete the file, and run the same command again.",
                e);
    }
}
