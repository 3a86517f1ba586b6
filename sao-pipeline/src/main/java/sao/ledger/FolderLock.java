package sao.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sao.error.SaoException;

/// The one writer's lock on a run's folder. The system frees it when the process ends, however it ends.
final class FolderLock implements AutoCloseable {
    private static final String FILE = "run.lock";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /* Locks of this system belong to a process and a file: closing any channel on the file gives the
     * process's lock away, even if another channel took it. So folders this process has locked are kept
     * here, and their lock file is never opened a second time. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes the lock, waiting a moment for a reader that is just looking whether it is taken.
    ///
    /// @throws SaoException if another run writes here
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw taken(real, Optional.of(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(real, locked(real));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    /// A channel that fails on the way is closed: its lock would stay with this process.
    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw taken(folder, owner(channel));
            }
            writeOwner(channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void writeOwner(FileChannel channel) throws IOException {
        byte[] pid = "%d%n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
    }

    /// {@return whether some process writes in the folder}
    static boolean isTaken(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Path file = real.resolve(FILE);
        if (HELD.contains(real)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    /// {@return the process that writes in the folder, if its id is in the lock file}
    static Optional<Long> owner(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (HELD.contains(real)) {
            return Optional.of(ProcessHandle.current().pid());
        }
        try (FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.READ)) {
            return owner(channel);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(folder);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    private static Optional<Long> owner(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Long.SIZE);
        channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        return text.chars().allMatch(Character::isDigit) && !text.isEmpty()
                ? Optional.of(Long.valueOf(text))
                : Optional.empty();
    }

    private static SaoException taken(Path folder, Optional<Long> owner) {
        return new SaoException(
                "%s is being written by %s."
                        .formatted(folder, owner.map("process %d"::formatted).orElse("another process")),
                "Wait until it ends or stop it, or give this run a folder of its own with --run.");
    }
}
