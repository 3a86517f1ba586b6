package sao.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import sao.error.SaoException;

/// A file that appears under its name only when all of it is on disk: it is written beside it, forced, then
/// renamed.
public final class DurableFile {
    private DurableFile() {}

    /// What fills the file.
    @FunctionalInterface
    public interface Filling {
        /// Writes from the beginning.
        void into(FileChannel channel) throws IOException;
    }

    /// Writes a file, in place of an older one.
    ///
    /// @throws SaoException if it cannot be written; nothing is left behind then
    public static void write(Path path, Filling filling) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                filling.into(channel);
                channel.force(true);
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be written: %s".formatted(path, e), "Check the folder and the free space.", e);
        } finally {
            deleteIfThere(unfinished);
        }
    }

    private static void deleteIfThere(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // the failure that left it there is already on its way
        }
    }

    public static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
    }
}
