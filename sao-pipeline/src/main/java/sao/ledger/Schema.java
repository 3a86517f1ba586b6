package sao.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import sao.chat.Continuation;

/// The tables of a ledger: makes them, and brings those of an older version to the one of this program. Each
/// happens whole or not at all.
final class Schema {
    static final int VERSION = 2;
    static final int APPLICATION_ID = 0x53414F31; // "SAO1"

    /* Children before those they refer to, so that each can be dropped. */
    private static final List<String> TABLES_OF_1 = List.of(
            "call_answers",
            "call_scores",
            "pairs",
            "responses",
            "prompts",
            "personas",
            "judgments",
            "drops",
            "rounds",
            "recipes",
            "calls",
            "answers",
            "sequences",
            "texts",
            "meta",
            "probes",
            "train_steps",
            "checkpoints",
            "evaluations",
            "stages",
            "artifacts",
            "events");

    private Schema() {}

    /// Makes the tables in an empty file.
    static void make(Statement statement) throws SQLException {
        statement.executeUpdate("BEGIN");
        statement.executeUpdate(resource("schema.sql")); // all its statements, one after the other
        statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
        end(statement);
    }

    /// Brings the tables of version 1 to this one. A process that dies on the way leaves them as they were.
    static void migrateFrom1(Statement statement) throws SQLException {
        statement.executeUpdate("BEGIN");
        statement.executeUpdate("DROP INDEX pairs_by_id");
        for (String table : TABLES_OF_1) {
            statement.executeUpdate("ALTER TABLE %s RENAME TO old_%s".formatted(table, table));
        }
        statement.executeUpdate(resource("schema.sql"));
        statement.executeUpdate("DELETE FROM call_index");
        statement.executeUpdate("INSERT INTO call_index VALUES(0)");
        statement.executeUpdate(resource("from-1.sql"));
        copyScores(statement);
        for (String table : TABLES_OF_1) {
            statement.executeUpdate("DROP TABLE old_" + table);
        }
        end(statement);
    }

    private static void end(Statement statement) throws SQLException {
        statement.executeUpdate("PRAGMA user_version = " + VERSION);
        statement.executeUpdate("COMMIT");
    }

    /// In version 1 each continuation had a row of its own.
    private static void copyScores(Statement statement) throws SQLException {
        try (ResultSet rows =
                        statement.executeQuery("SELECT c.rowid, s.tokens, s.log_probabilities FROM old_call_scores s"
                                + " JOIN old_calls c ON c.id = s.call ORDER BY c.rowid, s.slot");
                PreparedStatement put =
                        statement.getConnection().prepareStatement("UPDATE calls SET scores = ? WHERE number = ?")) {
            List<Continuation> scores = new ArrayList<>();
            long last = 0;
            while (rows.next()) {
                if (rows.getLong(1) != last) {
                    put(put, last, scores);
                    last = rows.getLong(1);
                }
                scores.add(
                        new Continuation(Binary.tokens(rows.getBytes(2)), Binary.logProbabilities(rows.getBytes(3))));
            }
            put(put, last, scores);
        }
    }

    private static void put(PreparedStatement put, long call, List<Continuation> scores) throws SQLException {
        if (!scores.isEmpty()) {
            put.setBytes(1, Binary.bytes(scores));
            put.setLong(2, call);
            put.executeUpdate();
            scores.clear();
        }
    }

    private static String resource(String name) {
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
