package sao.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import sao.error.SaoException;

/// The one thread that writes. It commits together what waits together: a commit begins as soon as
/// something waits, and what arrives during it makes up the next one.
final class LedgerWriter implements AutoCloseable {
    /// Something to write, in one transaction with its neighbours.
    interface Write {
        void to(Database database) throws SQLException;
    }

    private record Waiting(Write write, CompletableFuture<Void> committed, boolean last) {}

    private static final int MOST_WAITING = 4096;
    private static final int MOST_IN_A_COMMIT = 2048;
    private static final long LONG_LOG_BYTES = 256L << 20;

    private final LedgerFile file;
    private final Database database;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<SaoException> failure = new AtomicReference<>();
    private final Thread thread;
    private final Readers readers;
    private final Contents contents;
    private final CallIndex index;

    LedgerWriter(LedgerFile file, Database database, Readers readers) throws SQLException {
        this.file = file;
        this.database = database;
        this.readers = readers;
        this.contents = new Contents(database);
        this.index = new CallIndex(database);
        this.thread = Thread.ofPlatform().name("ledger").daemon().start(this::drain);
    }

    Contents contents() {
        return contents;
    }

    CallIndex index() {
        return index;
    }

    /// Writes and waits for the commit.
    ///
    /// @throws SaoException if this or an earlier write failed
    void commit(Write write) {
        await(submit(write));
    }

    /// Hands over something to write without waiting for its commit; if it fails, the next call says so.
    void record(Write write) {
        CompletableFuture<Void> _ = submit(write);
    }

    /// Hands over a row that may be there already; then it is left alone.
    void recordOnce(String table, long recipe, long row, Write write) {
        String sql = "SELECT 1 FROM " + table + " WHERE recipe = ? AND row = ?";
        record(db -> {
            if (db.first(sql, found -> found.getInt(1), recipe, row).isEmpty()) {
                write.to(db);
            }
        });
    }

    /// Hands over something to write; waits only while too much is waiting.
    ///
    /// @return completed after the commit
    /// @throws SaoException if an earlier write failed
    CompletableFuture<Void> submit(Write write) {
        requireSound();
        CompletableFuture<Void> committed = new CompletableFuture<>();
        try {
            queue.put(new Waiting(write, committed, false));
        } catch (InterruptedException e) {
            throw Interruption.of("the ledger");
        }
        SaoException broken = failure.get();
        if (broken != null) {
            committed.completeExceptionally(broken);
        }
        return committed;
    }

    /// Commits all that was handed over before, and ends. Waits uninterruptibly: this is the way out.
    @Override
    public void close() {
        boolean interrupted = false;
        boolean ending = false;
        while (true) {
            try {
                if (!ending) {
                    queue.put(new Waiting(_ -> {}, new CompletableFuture<>(), true));
                    ending = true;
                }
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(CompletableFuture<Void> committed) {
        try {
            committed.get();
        } catch (InterruptedException e) {
            throw Interruption.of("the ledger");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SaoException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void requireSound() {
        SaoException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }

    private void drain() {
        List<Waiting> batch = new ArrayList<>(MOST_IN_A_COMMIT);
        boolean ended = false;
        while (!ended) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_IN_A_COMMIT - 1);
            } catch (InterruptedException _) {
                continue; // nobody interrupts this thread on purpose; close() is the way out
            }
            write(batch);
            ended = batch.stream().anyMatch(Waiting::last);
            batch.clear();
        }
        refuseTheRest();
    }

    private void refuseTheRest() {
        failure.compareAndSet(
                null,
                new SaoException(
                        "%s was closed while something was still to be written.".formatted(file.path()),
                        "Run the same command again; all that was acknowledged is kept."));
        SaoException closed = failure.get();
        for (Waiting late = queue.poll(); late != null; late = queue.poll()) {
            late.committed().completeExceptionally(closed);
        }
    }

    /// A batch that fails is rolled back whole and breaks the ledger: nothing of it was acknowledged, and
    /// the next run asks again.
    private void write(List<Waiting> batch) {
        if (failure.get() == null) {
            try {
                for (Waiting waiting : batch) {
                    waiting.write().to(database);
                }
                index.fold(database);
                database.commit();
                index.committed();
                shortenLog();
                batch.forEach(waiting -> waiting.committed().complete(null));
                return;
            } catch (SQLException e) {
                breakWith(file.failure(e));
            } catch (RuntimeException | Error e) {
                breakWith(new SaoException(
                        "%s could not take a row: %s".formatted(file.path(), e),
                        "Report this with the run's folder; all that was acknowledged is kept.",
                        e));
            }
        }
        SaoException broken = failure.get();
        batch.forEach(waiting -> waiting.committed().completeExceptionally(broken));
    }

    /// Folds the write-ahead log into the file. SQLite does so by itself, but begins the log anew only in a moment
    /// without a reader, and with many rows under way there is none.
    private void shortenLog() throws SQLException {
        if (file.logBytes() > LONG_LOG_BYTES) {
            readers.pausing(database::checkpoint);
        }
    }

    private void breakWith(SaoException problem) {
        failure.set(problem);
        try {
            database.rollback();
        } catch (SQLException e) {
            problem.addSuppressed(e);
        }
    }
}
