package sao.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import sao.error.SaoException;

/// The one thread that writes. It commits in groups: a commit begins as soon as a write is queued, and the
/// writes that arrive during it make up the next one.
public final class CommitThread implements AutoCloseable {
    /// A write, in one transaction with the others of its group.
    public interface Write {
        void to(RowWriter rows) throws SQLException;
    }

    /// Listener of all commits; called on the writing thread.
    public interface CommitListener {
        /// Writes further rows in the transaction that is about to be committed.
        void beforeCommit(Database database) throws SQLException;

        /// Called after the transaction was committed.
        void committed();
    }

    private record Queued(Write write, CompletableFuture<Void> committed, boolean last) {}

    private static final int MOST_QUEUED = 4096;
    private static final int MOST_IN_A_COMMIT = 2048;
    private static final long LONG_LOG_BYTES = 256L << 20;

    private final LedgerFile file;
    private final Database database;
    private final RowWriter rows;
    private final BlockingQueue<Queued> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final AtomicReference<SaoException> failure = new AtomicReference<>();
    private final Thread thread;
    private final ReaderPool readers;
    private final CommitListener listener;

    /// Starts the thread.
    ///
    /// @param file that is written
    /// @param database the connection for writing; stays the caller's, who must not use it until this is closed
    /// @param readers of the same file
    /// @param listener takes part in every commit
    public CommitThread(LedgerFile file, Database database, ReaderPool readers, CommitListener listener)
            throws SQLException {
        this.file = file;
        this.database = database;
        this.rows = new RowWriter(database);
        this.readers = readers;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("ledger").daemon().start(this::drain);
    }

    /// Writes and waits for the commit.
    ///
    /// @throws SaoException if this or an earlier write failed
    public void commit(Write write) {
        await(submit(write));
    }

    /// Queues a write without waiting for its commit; if it fails, the next call throws.
    public void record(Write write) {
        CompletableFuture<Void> _ = submit(write);
    }

    /// Queues the insertion of a row that may exist; then it is left as it is, and `write` does not run.
    ///
    /// @param key values of the table's key columns
    public void recordOnce(Table table, Write write, Object... key) {
        record(to -> {
            if (!to.exists(table, key)) {
                write.to(to);
            }
        });
    }

    /// {@return the exception for a thread that was interrupted while it waited; the thread's interrupt is set}
    public static CancellationException interrupted(String waitedFor) {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for " + waitedFor);
    }

    /// Queues a write; waits only while the queue is full.
    ///
    /// @return completed after the commit
    /// @throws SaoException if an earlier write failed
    CompletableFuture<Void> submit(Write write) {
        requireSound();
        CompletableFuture<Void> committed = new CompletableFuture<>();
        try {
            queue.put(new Queued(write, committed, false));
        } catch (InterruptedException e) {
            throw interrupted("the ledger");
        }
        SaoException broken = failure.get();
        if (broken != null) {
            committed.completeExceptionally(broken);
        }
        return committed;
    }

    /// Commits all queued writes and ends the thread. Waits uninterruptibly.
    @Override
    public void close() {
        boolean interrupted = false;
        boolean ending = false;
        while (true) {
            try {
                if (!ending) {
                    queue.put(new Queued(_ -> {}, new CompletableFuture<>(), true));
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
            throw interrupted("the ledger");
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
        List<Queued> batch = new ArrayList<>(MOST_IN_A_COMMIT);
        boolean ended = false;
        while (!ended) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_IN_A_COMMIT - 1);
            } catch (InterruptedException _) {
                continue; // this thread ends only by close(), not by an interrupt
            }
            write(batch);
            ended = batch.stream().anyMatch(Queued::last);
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
        for (Queued late = queue.poll(); late != null; late = queue.poll()) {
            late.committed().completeExceptionally(closed);
        }
    }

    /// A batch that fails is rolled back whole and breaks the ledger: nothing of it was acknowledged, and
    /// the next run asks again.
    private void write(List<Queued> batch) {
        if (failure.get() == null) {
            try {
                for (Queued queued : batch) {
                    queued.write().to(rows);
                }
                rows.storeSums();
                listener.beforeCommit(database);
                database.commit();
                listener.committed();
                shortenLog();
                batch.forEach(queued -> queued.committed().complete(null));
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
        batch.forEach(queued -> queued.committed().completeExceptionally(broken));
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
