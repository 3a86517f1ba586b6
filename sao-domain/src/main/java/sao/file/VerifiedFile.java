package sao.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import sao.error.SaoException;

/// A file that gets its name only when it has been verified.
public final class VerifiedFile {
    private VerifiedFile() {}

    /// Writes a file.
    ///
    /// @param writing writes and verifies at the path it is given; what it throws is thrown on, and nothing
    ///     appears
    /// @throws SaoException if there is a file already, or none can be written
    public static void write(Path file, Consumer<Path> writing) {
        if (Files.exists(file)) {
            throw new SaoException("%s is there already.".formatted(file), "Choose another place, or move it away.");
        }
        Path unverified = file.resolveSibling(file.getFileName() + ".unverified");
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            writing.accept(unverified);
            Files.move(unverified, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be written: %s".formatted(file, e), "Check the folder and the free space.", e);
        } finally {
            delete(unverified);
        }
    }

    private static void delete(Path unverified) {
        try {
            Files.deleteIfExists(unverified);
        } catch (IOException _) {
            // the failure that left it there is already on its way
        }
    }
}
