package sao.database;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/// A few connections for reading that the threads of the writing process share.
public final class ReaderPool implements AutoCloseable {
    /// Reads something.
    public interface Query<T> {
        T in(Database database) throws SQLException;
    }

    private static final int MOST = 4;

    private final LedgerFile file;
    private final Semaphore permits = new Semaphore(MOST, /* fair= */ true);
    private final BlockingQueue<Database> idle = new ArrayBlockingQueue<>(MOST);
    private volatile boolean closed;

    /// @param file that is read
    public ReaderPool(LedgerFile file) {
        this.file = file;
    }

    /// {@return the answer to a query; waits while all connections are in use}
    ///
    /// @throws java.util.concurrent.CancellationException if the thread is interrupted
    /// @throws IllegalStateException if the pool is closed
    /// @throws sao.error.SaoException if the database fails
    public <T> T read(Query<T> query) {
        try {
            permits.acquire();
        } catch (InterruptedException _) {
            throw CommitThread.interrupted("the ledger");
        }
        try {
            if (closed) {
                throw new IllegalStateException("%s is closed".formatted(file.path()));
            }
            Database waiting = idle.poll();
            Database database = waiting == null ? file.openForReading() : waiting;
            try {
                return query.in(database);
            } finally {
                idle.add(database);
            }
        } catch (SQLException e) {
            throw file.failure(e);
        } finally {
            permits.release();
        }
    }

    /// Does something while no thread reads.
    void pausing(Database.SqlAction action) throws SQLException {
        permits.acquireUninterruptibly(MOST);
        try {
            action.run();
        } finally {
            permits.release(MOST);
        }
    }

    /// Waits for the reads that were begun and closes the connections; later reads fail.
    @Override
    public void close() throws SQLException {
        pausing(() -> {
            closed = true;
            for (Database database = idle.poll(); database != null; database = idle.poll()) {
                database.close();
            }
        });
    }
}
