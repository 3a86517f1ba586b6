package sao.database;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Computes the digests of all rows of a table again and compares them with those that were stored. Reads the
/// table once and holds no rows.
final class TableCheck {
    private final Table table;
    private long rows;
    private long sum;

    private TableCheck(Table table) {
        this.table = table;
    }

    /// Checks a table.
    ///
    /// @param changed takes the key of each row whose values do not have the stored digest
    /// @param missing takes a sentence if rows are missing or were added
    static void run(Database database, Table table, Consumer<String> changed, Consumer<String> missing)
            throws SQLException {
        database.inOneSnapshot(() -> new TableCheck(table).run(database, changed, missing));
    }

    private void run(Database database, Consumer<String> changed, Consumer<String> missing) throws SQLException {
        int columns = table.digested().size();
        String sql = "SELECT %s, digest FROM %s".formatted(String.join(", ", table.digested()), table.label());
        database.each(sql, row -> {
            @Nullable Object[] values = Database.values(row, columns);
            long stored = row.getLong(columns + 1);
            if (RowDigest.of(table, values, columns) != stored) {
                changed.accept(table.describe(values));
            }
            rows++;
            sum += stored;
        });
        long[] expected = database.first(
                        "SELECT rows, digest FROM table_digests WHERE name = ?",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        table.label())
                .orElse(new long[2]);
        if (rows != expected[0]) {
            missing.accept("%s with %d rows, of which %d were written".formatted(table.label(), rows, expected[0]));
        } else if (sum != expected[1]) {
            missing.accept("%s, in which a row was replaced".formatted(table.label()));
        }
    }
}
