package sao.pairtraining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import sao.error.SaoException;
import sao.settings.RunSettings;
import sao.yaml.SettingsWriter;

/// The folder beside a model folder in which its training keeps what it needs to go on: `NAME.training`
/// with checkpoints, steps and settings. Held by one process at a time.
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// {@return the work folder of a model folder, made if it is not there, locked}
    ///
    /// @throws SaoException if it cannot be made, or another process holds it
    static WorkFolder open(Path out) {
        Path path = out.resolveSibling(Objects.requireNonNull(out.getFileName(), "a folder has a name") + ".training");
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return new WorkFolder(path, channel);
            }
            channel.close();
            throw new SaoException(
                    "Another process is training in %s.".formatted(path),
                    "Wait for it or stop it, or choose another --out.");
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // this very process holds it
        }
    }

    private static SaoException unwritable(Path path, IOException e) {
        return new SaoException(
                "%s cannot be written: %s".formatted(path, e.getMessage()),
                "Check the disk and the rights on the folder, then run the same command again.",
                e);
    }

    Path path() {
        return path;
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Path steps() {
        return path.resolve("steps.jsonl");
    }

    Path heldOut() {
        return path.resolve("held_out.jsonl");
    }

    void writeSettings(RunSettings.TrainingOnly settings) {
        write("settings.yaml", SettingsWriter.write(settings));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
