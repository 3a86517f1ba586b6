package sao.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One connection with its prepared statements, each prepared once. For one thread at a time.
public final class Database implements AutoCloseable {
    /// Reads one row of a result.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Does something with a database.
    public interface SqlAction {
        void run() throws SQLException;
    }

    /// Takes one row of a result.
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Database(Connection connection) {
        this.connection = connection;
    }

    /// {@return how many rows were really inserted or changed}
    public int execute(String sql, @Nullable Object... values) throws SQLException {
        return bind(sql, values).executeUpdate();
    }

    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (ResultSet result = bind(sql, values).executeQuery()) {
            return result.next() ? Optional.of(row.read(result)) : Optional.empty();
        }
    }

    public <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(sql, result -> rows.add(row.read(result)), values);
        return rows;
    }

    /// Hands each row to `consumer` without holding them; `consumer` must not run the same statement.
    public void each(String sql, RowConsumer consumer, @Nullable Object... values) throws SQLException {
        try (ResultSet result = bind(sql, values).executeQuery()) {
            while (result.next()) {
                consumer.accept(result);
            }
        }
    }

    /// {@return the first columns of a row as their Java types: text, bytes, whole numbers, doubles or null}
    static @Nullable Object[] values(ResultSet row, int columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }

    /// {@return the error for a value that no program of this version writes}
    public static SQLException damaged(String problem) {
        return new SQLiteException(problem, SQLiteErrorCode.SQLITE_CORRUPT);
    }

    /// Runs something that sees one state of the database, whatever is committed meanwhile.
    void inOneSnapshot(SqlAction action) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
                action.run();
            } finally {
                statement.execute("COMMIT");
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /// Folds the write-ahead log into the file, outside any transaction.
    void checkpoint() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            connection.setAutoCommit(false);
        }
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(position, null);
            case byte[] bytes -> statement.setBytes(position, bytes);
            case String text -> statement.setString(position, text);
            case Long number -> statement.setLong(position, number);
            case Integer number -> statement.setInt(position, number);
            case Boolean truth -> statement.setInt(position, truth ? 1 : 0);
            case Double number -> statement.setDouble(position, number);
            default ->
                throw new IllegalArgumentException(
                        "no column holds a %s".formatted(value.getClass().getName()));
        }
    }
}
