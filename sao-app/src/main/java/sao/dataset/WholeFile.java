package sao.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import sao.error.SaoException;

/// Files that appear complete or not at all: written beside their place, forced to the disk, renamed.
public final class WholeFile {
    private WholeFile() {}

    /// What fills a file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything to a path that does not exist yet.
        void writeTo(Path unfinished) throws IOException;
    }

    /// Makes `file` hold the content; folders on the way are made. A failure leaves what was there before.
    ///
    /// @throws SaoException if the disk refuses
    public static void write(Path file, Content content) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
        Path unfinished = folder.resolve("." + file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(unfinished);
            content.writeTo(unfinished);
            force(unfinished, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder, StandardOpenOption.READ);
        } catch (IOException | UncheckedIOException failure) {
            remove(unfinished, failure);
            throw new SaoException(
                    "%s could not be written: %s".formatted(file, failure.getMessage()),
                    "Free some space or choose a folder that you may write to, then run the same command again.",
                    failure);
        } catch (RuntimeException failure) {
            remove(unfinished, failure);
            throw failure;
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private static void remove(Path unfinished, Exception reason) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }
}
