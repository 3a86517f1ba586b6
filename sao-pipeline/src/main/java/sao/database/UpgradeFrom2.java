package sao.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/// Upgrades the tables of version 2, which had no digests of rows and kept references among the `meta`, to
/// version 3.
final class UpgradeFrom2 {
    private static final String REFERENCE = "reference/";
    private static final String FUNCTION = "row_digest";

    private UpgradeFrom2() {}

    /// Runs in the caller's transaction.
    static void run(Statement statement) throws SQLException {
        statement.executeUpdate(Schema.resource("from-2.sql"));
        moveReferences(statement);
        for (Table table : Table.values()) {
            if (table != Table.REFERENCE_VALUES) {
                statement.executeUpdate(
                        "ALTER TABLE %s ADD COLUMN digest INTEGER NOT NULL DEFAULT 0".formatted(table.label()));
            }
            digest(statement, table);
        }
    }

    /// Numbers were kept as text, which SQLite does not read exactly.
    private static void moveReferences(Statement statement) throws SQLException {
        Map<String, Double> references = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT key, value FROM meta WHERE key LIKE 'reference/%'")) {
            while (rows.next()) {
                references.put(rows.getString(1).substring(REFERENCE.length()), Double.valueOf(rows.getString(2)));
            }
        }
        try (PreparedStatement put = statement
                .getConnection()
                .prepareStatement("INSERT INTO reference_values(key, log_probability) VALUES(?, ?)")) {
            for (Map.Entry<String, Double> reference : references.entrySet()) {
                put.setString(1, reference.getKey());
                put.setDouble(2, reference.getValue());
                put.executeUpdate();
            }
        }
        statement.executeUpdate("DELETE FROM meta WHERE key LIKE 'reference/%'");
    }

    /// Computes the digest of every row of a table, and their sum.
    private static void digest(Statement statement, Table table) throws SQLException {
        Digesting digesting = new Digesting(table);
        Function.create(statement.getConnection(), FUNCTION, digesting);
        try {
            statement.executeUpdate("UPDATE %s SET digest = %s(%s)"
                    .formatted(table.label(), FUNCTION, String.join(", ", table.digested())));
        } finally {
            Function.destroy(statement.getConnection(), FUNCTION);
        }
        statement.executeUpdate("INSERT INTO table_digests VALUES('%s', %d, %d)"
                .formatted(table.label(), digesting.rows, digesting.sum));
    }

    /// The SQL function `row_digest`, which also sums what it computes.
    private static final class Digesting extends Function {
        private static final int INTEGER = 1;
        private static final int REAL = 2;
        private static final int TEXT = 3;
        private static final int BLOB = 4;

        private final Table table;
        private long rows;
        private long sum;

        private Digesting(Table table) {
            this.table = table;
        }

        @Override
        protected void xFunc() throws SQLException {
            @Nullable Object[] values = new @Nullable Object[args()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(i);
            }
            long digest = RowDigest.of(table, values, values.length);
            rows++;
            sum += digest;
            result(digest);
        }

        private @Nullable Object value(int i) throws SQLException {
            return switch (value_type(i)) {
                case INTEGER -> value_long(i);
                case REAL -> value_double(i);
                case TEXT -> value_text(i);
                case BLOB -> value_blob(i);
                default -> null;
            };
        }
    }
}
