package sao.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sao.error.SaoException;

/// Writes folders so that a reader sees either the complete new folder or the previous one.
///
/// The new folder is written under a hidden temporary name and forced to the disk. Then the existing folder is
/// renamed to a second hidden name, the new one is renamed to the target, and only then the old one is deleted. If
/// the second rename fails, the old folder is renamed back. After a crash between the two renames [#recover]
/// renames it back; every write calls it first. Two writers of one folder must not run at the same time.
public final class DurableFolder {
    private static final String REPLACED = ".replaced";

    private DurableFolder() {}

    /// Writes the content of a folder.
    @FunctionalInterface
    public interface Content {
        /// Writes all files.
        ///
        /// @param temporary an existing, empty folder
        /// @throws IOException if they cannot be written
        void writeTo(Path temporary) throws IOException;
    }

    /// Renames a file or a folder.
    @FunctionalInterface
    interface Rename {
        /// Renames `from` to `to`, which does not exist, atomically.
        void rename(Path from, Path to) throws IOException;
    }

    /// Writes a folder, replacing an existing one, and creates missing parent folders.
    ///
    /// @param folder target
    /// @param content writes the files; a `RuntimeException` that it throws is passed on, and the target stays as
    ///     it was
    /// @throws SaoException if the folder cannot be written; the target stays as it was
    public static void write(Path folder, Content content) {
        write(folder, content, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    static void write(Path folder, Content content, Rename rename) {
        recover(folder);
        Path temporary = DurableFile.temporary(folder);
        try {
            delete(temporary);
            Files.createDirectories(temporary);
            content.writeTo(temporary);
            force(temporary);
            replace(folder, temporary, rename);
        } catch (IOException | UncheckedIOException failure) {
            deleteAfter(failure, temporary);
            throw DurableFile.unwritable(folder, failure);
        } catch (RuntimeException | Error failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
        deleteReplaced(folder);
    }

    private static void replace(Path folder, Path temporary, Rename rename) throws IOException {
        Path replaced = replaced(folder);
        boolean replaces = Files.exists(folder);
        if (replaces) {
            rename.rename(folder, replaced);
        }
        try {
            rename.rename(temporary, folder);
        } catch (IOException failure) {
            if (replaces) {
                restore(replaced, folder, rename, failure);
            }
            throw failure;
        }
        DurableFile.forceFolder(DurableFile.parent(folder));
    }

    private static void restore(Path replaced, Path folder, Rename rename, IOException failure) {
        try {
            rename.rename(replaced, folder);
        } catch (IOException second) {
            failure.addSuppressed(second); // the next recover tries again
        }
    }

    /// Finishes or undoes a replacement that a crash interrupted: renames the old folder back if the target does
    /// not exist, otherwise deletes the old folder. Does nothing if no replacement was interrupted.
    ///
    /// @param folder target of an earlier [#write]
    /// @throws SaoException if the old folder cannot be renamed
    public static void recover(Path folder) {
        Path replaced = replaced(folder);
        if (!Files.exists(replaced)) {
            return;
        }
        if (Files.exists(folder)) {
            deleteReplaced(folder);
            return;
        }
        try {
            Files.move(replaced, folder, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.forceFolder(DurableFile.parent(folder));
        } catch (IOException failure) {
            throw new SaoException(
                    "%s cannot be renamed to %s: %s.".formatted(replaced, folder, failure),
                    "Rename it yourself: it is the last complete version.",
                    failure);
        }
    }

    /// Deletes a file, or a folder with its content; does nothing if the path does not exist.
    ///
    /// @param path to delete; a symbolic link is deleted, its target is not
    /// @throws IOException if an entry cannot be deleted
    public static void delete(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            Files.delete(path);
        } else if (Files.exists(path)) {
            for (Path entry : deepestFirst(path)) {
                Files.delete(entry);
            }
        }
    }

    private static Path replaced(Path folder) {
        return DurableFile.parent(folder).resolve("." + folder.getFileName() + REPLACED);
    }

    private static void force(Path folder) throws IOException {
        for (Path entry : deepestFirst(folder)) {
            DurableFile.force(entry, StandardOpenOption.READ);
        }
    }

    /// {@return the path and all paths below it, a folder after its content}
    private static List<Path> deepestFirst(Path path) throws IOException {
        try (Stream<Path> entries = Files.walk(path)) {
            return entries.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Deletes the old folder. The new folder is complete, so a failure is ignored: the next write deletes the old
    /// one.
    private static void deleteReplaced(Path folder) {
        try {
            delete(replaced(folder));
        } catch (IOException _) {
            // the next write tries again
        }
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            delete(temporary);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
