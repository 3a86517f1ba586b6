package sao.ledger;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/// A few reading connections that the threads of the writing process share.
final class Readers implements AutoCloseable {
    /// Reads something.
    interface Query<T> {
        T in(Database database) throws SQLException;
    }

    private static final int MOST = 4;

    private final LedgerFile file;
    private final Semaphore permits = new Semaphore(MOST, /* fair= */ true);
    private final BlockingQueue<Database> idle = new ArrayBlockingQueue<>(MOST);

    Readers(LedgerFile file) {
        this.file = file;
    }

    <T> T read(Query<T> query) {
        try {
            permits.acquire();
        } catch (InterruptedException _) {
            throw Interruption.of("the ledger");
        }
        try {
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

    /// Something done to the database.
    interface Action {
        void run() throws SQLException;
    }

    /// Does something while nobody reads.
    void pausing(Action action) throws SQLException {
        permits.acquireUninterruptibly(MOST);
        try {
            action.run();
        } finally {
            permits.release(MOST);
        }
    }

    @Override
    public void close() throws SQLException {
        permits.acquireUninterruptibly(MOST);
        for (Database database = idle.poll(); database != null; database = idle.poll()) {
            database.close();
        }
    }
}
