package sao.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import sao.chat.Continuation;
import sao.content.TokenBytes;

/// Upgrades the tables of version 1, which found contents and calls by an index of their digests, to version 2.
final class UpgradeFrom1 {
    /* Children before those they refer to, so that each can be dropped. */
    private static final List<String> TABLES = List.of(
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

    private UpgradeFrom1() {}

    /// Runs in the caller's transaction.
    static void run(Statement statement) throws SQLException {
        statement.executeUpdate("DROP INDEX pairs_by_id");
        for (String table : TABLES) {
            statement.executeUpdate("ALTER TABLE %s RENAME TO old_%s".formatted(table, table));
        }
        statement.executeUpdate(Schema.resource("schema-2.sql"));
        statement.executeUpdate(Schema.resource("from-1.sql"));
        copyScores(statement);
        for (String table : TABLES) {
            statement.executeUpdate("DROP TABLE old_" + table);
        }
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
                scores.add(new Continuation(
                        TokenBytes.tokens(rows.getBytes(2)), TokenBytes.logProbabilities(rows.getBytes(3))));
            }
            put(put, last, scores);
        }
    }

    private static void put(PreparedStatement put, long call, List<Continuation> scores) throws SQLException {
        if (!scores.isEmpty()) {
            put.setBytes(1, TokenBytes.bytes(scores));
            put.setLong(2, call);
            put.executeUpdate();
            scores.clear();
        }
    }
}
