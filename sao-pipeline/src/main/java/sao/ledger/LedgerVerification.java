package sao.ledger;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sao.calls.ContentStore;
import sao.content.ContentId;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.token.FinishReason;

/// Verifies a ledger: the structure of its file, the digest of every content and of every row, and that
/// everything that is referred to exists. Reads only, also while the run goes on.
public final class LedgerVerification {
    /// The result of one check.
    ///
    /// @param name of the check
    /// @param wrong number of places that fail it
    /// @param example the first of them; empty if there is none
    public record Finding(String name, long wrong, String example) {}

    private record Question(String name, String sql) {}

    /* A row of a complete recipe ends once, another at most once. */
    private static final String ENDS = """
            SELECT 'row ' || o.row FROM personas o JOIN recipes r ON r.number = o.recipe
              LEFT JOIN pairs p ON p.recipe = o.recipe AND p.row = o.row
              LEFT JOIN drops d ON d.recipe = o.recipe AND d.row = o.row
              LEFT JOIN prompts h ON h.recipe = o.recipe AND h.row = o.row AND h.held_out = 1
              WHERE (p.row IS NOT NULL) + (d.row IS NOT NULL) + (h.row IS NOT NULL)
                NOT BETWEEN r.complete AND 1
            """;

    /* Each asks for what is wrong: a text that names the place. */
    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "calls of one id", "SELECT 'call ' || lower(hex(id)) FROM calls GROUP BY id HAVING count(*) > 1"),
            new Question(
                    "index of calls",
                    "SELECT 'call ' || i.call FROM call_ids i LEFT JOIN calls c ON c.number = i.call"
                            + " WHERE c.id IS NOT i.id UNION ALL"
                            + " SELECT 'call ' || number FROM calls LEFT JOIN call_ids i ON i.id = calls.id"
                            + " WHERE number <= (SELECT last_call FROM call_index) AND i.call IS NULL UNION ALL"
                            + " SELECT 'call_index' WHERE (SELECT count(*) FROM call_index) <> 1"),
            new Question(
                    "calls indexed twice",
                    "SELECT 'call ' || call FROM call_ids WHERE call > (SELECT last_call FROM call_index)"),
            new Question(
                    "calls without an answer",
                    "SELECT 'call ' || number FROM calls WHERE scores IS NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM call_answers a WHERE a.call = calls.number)"),
            new Question(
                    "prompts of another persona",
                    "SELECT 'row ' || p.row FROM prompts p LEFT JOIN personas o ON o.recipe = p.recipe AND o.row = p.row"
                            + " WHERE o.id IS NOT p.persona"),
            new Question(
                    "responses to another prompt",
                    "SELECT 'row ' || r.row FROM responses r LEFT JOIN prompts p ON p.recipe = r.recipe AND p.row = r.row"
                            + " WHERE p.id IS NOT r.prompt"),
            new Question(
                    "judgments of unknown responses",
                    "SELECT 'row ' || j.row FROM judgments j WHERE 2 <> (SELECT count(*) FROM responses r"
                            + " WHERE r.recipe = j.recipe AND r.row = j.row AND r.id IN (j.first, j.second))"),
            new Question(
                    "pairs of unknown answers",
                    "SELECT 'row ' || p.row FROM pairs p JOIN answers c ON c.number = p.chosen"
                            + " JOIN answers x ON x.number = p.rejected WHERE 2 > (SELECT count(DISTINCT a.sha)"
                            + " FROM responses r JOIN answers a ON a.number = r.answer"
                            + " WHERE r.recipe = p.recipe AND r.row = p.row AND a.sha IN (c.sha, x.sha))"),
            new Question("rows that do not end exactly once", ENDS));

    private final Database database;
    private final List<Finding> findings = new ArrayList<>();

    private LedgerVerification(Database database) {
        this.database = database;
    }

    /// {@return what was found, a line for each check, in order; a sound ledger has none that is wrong}
    ///
    /// @param folder of a run
    /// @throws sao.error.SaoException if there is no ledger, or it is so damaged that it cannot be read
    public static List<Finding> of(Path folder) {
        LedgerFile file = new LedgerFile(folder);
        try (Database database = file.openForReading()) {
            LedgerVerification check = new LedgerVerification(database);
            check.structure();
            check.digests();
            check.rows();
            for (Question question : QUESTIONS) {
                check.ask(question.name(), question.sql());
            }
            return check.findings;
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /// Counts the places that fail a check and keeps the first.
    private static final class Wrong {
        private long count;
        private String example = "";

        private void at(String place) {
            example = count == 0 ? place : example;
            count++;
        }
    }

    private void structure() throws SQLException {
        Wrong pages = new Wrong();
        database.each("PRAGMA integrity_check(100)", row -> {
            if (!"ok".equals(row.getString(1))) {
                pages.at(row.getString(1));
            }
        });
        add("structure of the file", pages);
        Wrong references = new Wrong();
        database.each(
                "PRAGMA foreign_key_check", row -> references.at(row.getString(1) + " refers to " + row.getString(3)));
        add("references", references);
    }

    private void rows() throws SQLException {
        Wrong changed = new Wrong();
        Wrong missing = new Wrong();
        LedgerFile.checkRows(database, changed::at, missing::at);
        add("values of rows", changed);
        add("number of rows", missing);
    }

    private void digests() throws SQLException {
        digests("texts", "SELECT number, sha, body FROM texts", row -> ContentStore.digest(row.getString(3)));
        digests("sequences", "SELECT number, sha, tokens FROM sequences", row -> ContentId.digest(row.getBytes(3)));
        digests(
                "answers",
                "SELECT a.number, a.sha, t.body, a.tokens, a.log_probabilities, a.finish_reason, a.seed"
                        + " FROM answers a JOIN texts t ON t.number = a.text",
                row -> ContentStore.digest(
                        ContentStore.digest(row.getString(3)),
                        row.getBytes(4),
                        row.getBytes(5),
                        FinishReason.STOP.label().equals(row.getString(6)),
                        row.getLong(7)));
    }

    private interface Digest {
        byte[] of(ResultSet row) throws SQLException;
    }

    private void digests(String table, String sql, Digest digest) throws SQLException {
        Wrong wrong = new Wrong();
        database.each(sql, row -> {
            if (!Arrays.equals(row.getBytes(2), digest.of(row))) {
                wrong.at("%s number %d".formatted(table, row.getLong(1)));
            }
        });
        add("digests of " + table, wrong);
    }

    private void ask(String name, String sql) throws SQLException {
        Wrong wrong = new Wrong();
        database.each(sql, row -> wrong.at(row.getString(1)));
        add(name, wrong);
    }

    private void add(String name, Wrong wrong) {
        findings.add(new Finding(name, wrong.count, wrong.example));
    }
}
