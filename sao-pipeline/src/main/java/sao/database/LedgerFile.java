package sao.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import sao.error.SaoException;

/// The database file of a run: opens it for the writer and for readers, and tells apart a file that is
/// damaged, one that is not ours, and one of a newer version.
public final class LedgerFile {
    public static final String NAME = "ledger.db";

    private static final int PAGE_BYTES = 8192;
    private static final int BUSY_MILLISECONDS = 10_000;
    private static final int CACHE_KIBIBYTES = 64 << 10;
    private static final int WRITE_AHEAD_LOG_BYTES = 64 << 20;
    private static final long QUICKLY_CHECKED_BYTES = 64L << 20;
    private static final List<String> NETWORK_FILE_SYSTEMS =
            List.of("nfs", "cifs", "smb", "9p", "v9fs", "fuse.sshfs", "afs", "lustre", "beegfs");

    private final Path file;
    private final File log;

    public LedgerFile(Path folder) {
        this.file = folder.resolve(NAME);
        this.log = folder.resolve(NAME + "-wal").toFile();
    }

    Path path() {
        return file;
    }

    /// {@return how long the write-ahead log is}
    long logBytes() {
        return log.length();
    }

    /// Opens the file for the one writer, and makes it if there is none.
    public Database openForWriting() throws IOException {
        requireLocalDisk();
        NativeFolder.prepare();
        SQLiteConfig config = common();
        config.setPageSize(PAGE_BYTES);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(WRITE_AHEAD_LOG_BYTES);
        config.setCacheSize(-CACHE_KIBIBYTES);
        /* The next transaction begins when one ends, so the lock to write stays here. Without it, a reader that meets
         * the log's index half written takes the lock for a moment, and a transaction that began by reading does
         * not wait for it. */
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                try (Statement statement = connection.createStatement()) {
                    prepare(statement);
                }
                connection.setAutoCommit(false);
                return new Database(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Opens the file for reading only; also while another process writes it.
    public Database openForReading() {
        if (!Files.exists(file)) {
            throw new SaoException(
                    "%s does not exist.".formatted(file), "Name the folder of a run; `sao run` makes one under runs/.");
        }
        NativeFolder.prepare();
        SQLiteConfig config = common();
        config.setReadOnly(true);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                requireOurs(statement);
                requireThisVersion(statement);
                return new Database(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Reads something of a database.
    public interface Question<T> {
        T answer() throws SQLException;
    }

    /// {@return the answer}
    ///
    /// @throws SaoException if the database fails
    public <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Does something with the database.
    ///
    /// @throws SaoException if the database fails
    public void run(Database.SqlAction action) {
        try {
            action.run();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Computes the digests of all rows again and compares them with those that were stored.
    ///
    /// @param changed takes table and key of each row whose values do not have the stored digest
    /// @param missing takes a sentence for each table with missing or added rows
    public static void checkRows(Database database, Consumer<String> changed, Consumer<String> missing)
            throws SQLException {
        for (Table table : Table.values()) {
            TableCheck.run(database, table, changed, missing);
        }
        database.each("SELECT name FROM table_digests", row -> {
            if (!Table.labels().contains(row.getString(1))) {
                missing.accept("table_digests, which names the unknown table %s".formatted(row.getString(1)));
            }
        });
    }

    /// {@return the failure of this file, with a remedy}
    public SaoException failure(SQLException cause) {
        SQLiteErrorCode code =
                cause instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_FULL ->
                new SaoException(
                        "The disk is full: %s could not grow.".formatted(file),
                        "Free some space and run the same command again; all that was acknowledged is kept.",
                        cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new SaoException(
                        "%s is damaged: %s".formatted(file, cause.getMessage()),
                        "Restore it from a copy, or start again in another folder with --run.",
                        cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                new SaoException(
                        "%s cannot be opened: %s".formatted(file, cause.getMessage()),
                        "Check the rights on the folder.",
                        cause);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new SaoException(
                        "%s is kept busy by another program for more than %d s."
                                .formatted(file, BUSY_MILLISECONDS / 1000),
                        "Close the program that has it open for writing.",
                        cause);
            default ->
                new SaoException(
                        "%s could not be used: %s".formatted(file, cause.getMessage()),
                        "Check the disk, then run the same command again; all that was acknowledged is kept.",
                        cause);
        };
    }

    static boolean isNetworkFileSystem(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return NETWORK_FILE_SYSTEMS.stream().anyMatch(lower::startsWith);
    }

    private void requireLocalDisk() throws IOException {
        String type = Files.getFileStore(file.toAbsolutePath().getParent()).type();
        if (isNetworkFileSystem(type)) {
            throw new SaoException(
                    "%s lies on a network file system (%s), where readers and the writer cannot share memory."
                            .formatted(file, type),
                    "Put the run on a local disk with --run, and copy it when it is done.");
        }
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false); // one question more after each insert
        return config;
    }

    private void prepare(Statement statement) throws SQLException {
        if (number(statement, "PRAGMA user_version") == 0
                && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
            Schema.make(statement);
        }
        requireOurs(statement);
        if (file.toFile().length() <= QUICKLY_CHECKED_BYTES) {
            requireSound(statement);
        }
        long version = number(statement, "PRAGMA user_version");
        if (version < Schema.VERSION) {
            Schema.upgrade(statement, version);
        }
    }

    private void requireOurs(Statement statement) throws SQLException {
        long application = number(statement, "PRAGMA application_id");
        if (application != Schema.APPLICATION_ID) {
            throw new SaoException(
                    "%s is a database, but not the ledger of a run (application id %d).".formatted(file, application),
                    "Name the folder of a run.");
        }
        long version = number(statement, "PRAGMA user_version");
        if (version > Schema.VERSION) {
            throw new SaoException(
                    "%s is too new: its version is %d, and this program knows versions up to %d."
                            .formatted(file, version, Schema.VERSION),
                    "Update this program, or use the one that made the run.");
        }
    }

    private void requireThisVersion(Statement statement) throws SQLException {
        long version = number(statement, "PRAGMA user_version");
        if (version < Schema.VERSION) {
            throw new SaoException(
                    "%s has the older version %d, and reading does not change a file.".formatted(file, version),
                    "Run `sao ledger upgrade %s` once; it brings the file to version %d and loses nothing."
                            .formatted(file.getParent(), Schema.VERSION));
        }
    }

    private void requireSound(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                throw new SaoException(
                        "%s is damaged: %s"
                                .formatted(file, verdict.lines().findFirst().orElse("")),
                        "Restore it from a copy, or start again in another folder with --run.");
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
