package sao.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import sao.error.SaoException;

/// Writes files so that a reader sees either the complete new content or the previous content, even after a crash
/// or a power failure.
///
/// The content goes to a hidden temporary file in the same folder, is forced to the disk, and is renamed over the
/// target; the rename is then made durable by forcing the folder. Two writers of one file must not run at the same
/// time: they share the temporary name.
public final class DurableFile {
    private static final String TEMPORARY = ".unfinished";

    private DurableFile() {}

    /// Writes the content of a file.
    @FunctionalInterface
    public interface Content {
        /// Writes the whole content.
        ///
        /// @param temporary path that does not exist yet; the file must exist there when the method returns
        /// @throws IOException if it cannot be written
        void writeTo(Path temporary) throws IOException;
    }

    /// Writes a file, replacing an existing one, and creates missing parent folders.
    ///
    /// @param file target
    /// @param content writes the bytes; a `RuntimeException` that it throws is passed on, and the target stays
    ///     as it was
    /// @throws SaoException if the file cannot be written; the target stays as it was
    public static void write(Path file, Content content) {
        Path folder = parent(file);
        Path temporary = temporary(file);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(temporary);
            content.writeTo(temporary);
            force(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException | UncheckedIOException failure) {
            deleteAfter(failure, temporary);
            throw unwritable(file, failure);
        } catch (RuntimeException | Error failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    /// Writes a text in UTF-8, see [#write(Path, Content)].
    ///
    /// @param file target
    /// @param text its whole content
    /// @throws SaoException if the file cannot be written; the target stays as it was
    public static void write(Path file, String text) {
        write(file, temporary -> Files.writeString(temporary, text));
    }

    /// Writes a file that must not exist yet, see [#write(Path, Content)].
    ///
    /// @param file target
    /// @param content writes the bytes, and may verify them before the file gets its name
    /// @throws SaoException if the file exists or cannot be written
    public static void create(Path file, Content content) {
        if (Files.exists(file)) {
            throw new SaoException(
                    "%s already exists.".formatted(file), "Choose another path, or move the existing file.");
        }
        write(file, content);
    }

    /// {@return whether a path is the temporary file or folder of an unfinished write}
    ///
    /// @param path of a file or folder, which need not exist
    public static boolean isTemporary(Path path) {
        return String.valueOf(path.getFileName()).endsWith(TEMPORARY);
    }

    static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "the path of a root has no parent");
    }

    static Path temporary(Path path) {
        return parent(path).resolve("." + path.getFileName() + TEMPORARY);
    }

    static SaoException unwritable(Path path, Exception failure) {
        return new SaoException(
                "%s cannot be written: %s. The previous content is unchanged.".formatted(path, failure),
                "Free disk space or choose a folder that you may write to, and run the same command again.",
                failure);
    }

    static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /// Forces a folder to the disk, so that renames in it are durable.
    static void forceFolder(Path folder) throws IOException {
        force(folder, StandardOpenOption.READ);
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
