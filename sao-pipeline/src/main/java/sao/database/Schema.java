package sao.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables of a ledger: makes them, and upgrades those of an older version. Each happens whole or not at all.
final class Schema {
    static final int VERSION = 3;
    static final int APPLICATION_ID = 0x53414F31; // "SAO1"

    private Schema() {}

    /// Makes the tables in an empty file.
    static void make(Statement statement) throws SQLException {
        statement.executeUpdate("BEGIN");
        statement.executeUpdate(resource("schema.sql")); // all its statements, one after the other
        statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
        end(statement);
    }

    /// Upgrades the tables of an older version to this one. A process that dies meanwhile leaves them as they were.
    ///
    /// @param version of the file, from 1
    static void upgrade(Statement statement, long version) throws SQLException {
        statement.executeUpdate("BEGIN");
        if (version == 1) {
            UpgradeFrom1.run(statement);
        }
        UpgradeFrom2.run(statement);
        end(statement);
    }

    private static void end(Statement statement) throws SQLException {
        statement.executeUpdate("PRAGMA user_version = " + VERSION);
        statement.executeUpdate("COMMIT");
    }

    static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
