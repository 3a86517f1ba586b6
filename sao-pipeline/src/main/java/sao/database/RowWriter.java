package sao.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes rows with their digests, and keeps for each table the number of rows and the sum of their digests.
/// For the thread that writes.
public final class RowWriter {
    /// The rows of one table: their number and the sum of their digests modulo 2^64.
    private static final class Sum {
        private long rows;
        private long digest;
        private boolean changed;

        private void add(long rows, long digest) {
            this.rows += rows;
            this.digest += digest;
            changed = true;
        }
    }

    private final Database database;
    private final Map<Table, Sum> sums = new EnumMap<>(Table.class);

    /// @param database to write to, with the tables of this program's version
    public RowWriter(Database database) throws SQLException {
        this.database = database;
        for (Table table : Table.values()) {
            sums.put(table, new Sum());
        }
        database.each("SELECT name, rows, digest FROM table_digests", row -> {
            String name = row.getString(1);
            for (Table table : Table.values()) {
                if (table.label().equals(name)) {
                    sum(table).rows = row.getLong(2);
                    sum(table).digest = row.getLong(3);
                }
            }
        });
    }

    /// {@return the connection, to read with and to write what carries no digest}
    public Database database() {
        return database;
    }

    /// Inserts a row.
    ///
    /// @param values of all columns, in the order of the table
    /// @throws SQLException if a row of the same key exists
    public void insert(Table table, @Nullable Object... values) throws SQLException {
        long digest = digest(table, values);
        database.execute(table.insert(), with(values, digest));
        sum(table).add(1, digest);
    }

    /// Inserts a row unless one of the same key exists.
    public void insertOnce(Table table, @Nullable Object... values) throws SQLException {
        if (!exists(table, key(table, values))) {
            insert(table, values);
        }
    }

    /// Inserts a row, or replaces the one of the same key.
    public void put(Table table, @Nullable Object... values) throws SQLException {
        Optional<Long> before = database.first(table.select("digest"), row -> row.getLong(1), key(table, values));
        long digest = digest(table, values);
        database.execute(table.put(), with(values, digest));
        sum(table).add(before.isPresent() ? 0 : 1, digest - before.orElse(0L));
    }

    /// Changes one value of a row that exists.
    ///
    /// @param column not of the key
    /// @param key values of the key columns
    public void change(Table table, String column, @Nullable Object value, Object... key) throws SQLException {
        int columns = table.digested().size();
        Optional<@Nullable Object[]> row = database.first(
                table.select(String.join(", ", table.digested())), result -> Database.values(result, columns), key);
        if (row.isPresent()) {
            @Nullable Object[] values = row.get();
            values[table.digested().indexOf(column)] = value;
            put(table, values);
        }
    }

    /// {@return whether a row of this key exists}
    public boolean exists(Table table, @Nullable Object... key) throws SQLException {
        return database.first(table.select("1"), row -> row.getInt(1), key).isPresent();
    }

    /// {@return the number after the highest in a table numbered from 1}
    ///
    /// @param table whose key is one number
    public long next(Table table) throws SQLException {
        String sql =
                "SELECT coalesce(max(%s), 0) + 1 FROM %s".formatted(table.keys().getFirst(), table.label());
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }

    /// Writes the sums that changed; in the transaction of the rows.
    void storeSums() throws SQLException {
        for (Map.Entry<Table, Sum> entry : sums.entrySet()) {
            Sum sum = entry.getValue();
            if (sum.changed) {
                store(database, entry.getKey(), sum.rows, sum.digest);
                sum.changed = false;
            }
        }
    }

    static void store(Database database, Table table, long rows, long digest) throws SQLException {
        database.execute(
                "INSERT INTO table_digests VALUES(?, ?, ?) ON CONFLICT(name) DO UPDATE SET rows = excluded.rows,"
                        + " digest = excluded.digest",
                table.label(),
                rows,
                digest);
    }

    private Sum sum(Table table) {
        return java.util.Objects.requireNonNull(sums.get(table));
    }

    private static long digest(Table table, @Nullable Object[] values) {
        return RowDigest.of(table, values, table.digested().size());
    }

    private static @Nullable Object[] key(Table table, @Nullable Object[] values) {
        return Arrays.copyOf(values, table.keys().size());
    }

    private static @Nullable Object[] with(@Nullable Object[] values, long digest) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = digest;
        return all;
    }
}
