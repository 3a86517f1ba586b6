package sao.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sao.content.ContentId;
import sao.database.Database;
import sao.domain.Persona;
import sao.error.SaoException;
import sao.rows.RowHistory.CallOfRow;
import sao.rows.RowHistory.PairOfRow;
import sao.rows.RowHistory.PromptOfRow;
import sao.rows.RowHistory.ResponseOfRow;

/// Reads all that is recorded of one row.
///
/// @param database of the ledger
/// @param round from 1
/// @param recipe whose rows count
record RowHistoryQuery(Database database, int round, long recipe) {
    private static final double NANOSECONDS = 1e9;
    private static final int MOST_NAMED = 3;

    /// The calls of a row: those recorded with it, and those that gave one of its responses.
    private static final String CALLS =
            "SELECT p.purpose, p.kind, c.prompt_tokens, c.cached_tokens, c.completion_tokens, c.nanoseconds, c.at"
                    + " FROM calls c JOIN purposes p ON p.number = c.purpose WHERE c.number IN ("
                    + "SELECT number FROM calls WHERE round = ?1 AND row = ?3 UNION"
                    + " SELECT a.call FROM call_answers a JOIN responses r ON r.answer = a.answer"
                    + " WHERE r.recipe = ?2 AND r.row = ?3) ORDER BY c.number";

    private static final String PAIR = "SELECT p.id, coalesce((SELECT min(slot) FROM responses r"
            + " WHERE r.recipe = p.recipe AND r.row = p.row AND r.answer = p.chosen), -1),"
            + " coalesce((SELECT min(slot) FROM responses r"
            + " WHERE r.recipe = p.recipe AND r.row = p.row AND r.answer = p.rejected), -1), p.probability"
            + " FROM pairs p WHERE p.recipe = ? AND p.row = ?";

    /// {@return the row of a name}
    ///
    /// @param name number of the row, or the first digits of the content id of its prompt or pair
    /// @throws SaoException if there is no such row, or several have such an id
    RowHistory read(String name) throws SQLException {
        long row = find(name);
        Persona persona = database.first(
                        "SELECT o.id, t.body, o.source FROM personas o JOIN texts t ON t.number = o.text"
                                + " WHERE o.recipe = ? AND o.row = ?",
                        found -> new Persona(ContentId.hex(found.getBytes(1)), found.getString(2), found.getString(3)),
                        recipe,
                        row)
                .orElseThrow(() -> missing(name));
        return new RowHistory(
                row,
                persona,
                prompt(row),
                database.all(CALLS, RowHistoryQuery::call, round, recipe, row),
                responses(row),
                database.all(RoundReader.JUDGMENT, RoundReader::judgment, recipe, row),
                pair(row),
                database.first(RoundReader.DROP, RoundReader::drop, recipe, row));
    }

    private long find(String name) throws SQLException {
        if (name.matches("\\d{1,18}")) {
            long row = Long.parseLong(name);
            boolean exists = database.first(
                            "SELECT 1 FROM personas WHERE recipe = ? AND row = ?",
                            found -> found.getInt(1),
                            recipe,
                            row)
                    .isPresent();
            if (exists) {
                return row;
            }
        }
        if (!name.matches("[0-9a-fA-F]{1,32}")) {
            throw missing(name);
        }
        List<Long> rows = database.all(
                "SELECT row FROM prompts WHERE recipe = ?1 AND hex(id) LIKE ?2 || '%' UNION"
                        + " SELECT row FROM pairs WHERE recipe = ?1 AND hex(id) LIKE ?2 || '%' ORDER BY row LIMIT "
                        + MOST_NAMED,
                found -> found.getLong(1),
                recipe,
                name);
        if (rows.size() > 1) {
            throw new SaoException(
                    "Several rows have an id that begins with '%s', such as the rows %s.".formatted(name, rows),
                    "Give more digits of the id, or the number of the row.");
        }
        return rows.stream().findFirst().orElseThrow(() -> missing(name));
    }

    private SaoException missing(String name) {
        return new SaoException(
                "Round %d has no row '%s'.".formatted(round, name),
                "Give the number of a row, from 0, or the first digits of the id of a prompt or of a pair.");
    }

    private Optional<PromptOfRow> prompt(long row) throws SQLException {
        return database.first(
                "SELECT p.id, t.body, p.held_out FROM prompts p JOIN texts t ON t.number = p.text"
                        + " WHERE p.recipe = ? AND p.row = ?",
                found -> new PromptOfRow(ContentId.hex(found.getBytes(1)), found.getString(2), found.getBoolean(3)),
                recipe,
                row);
    }

    private List<ResponseOfRow> responses(long row) throws SQLException {
        return database.all(
                "SELECT r.slot, r.id, t.body, a.token_count, a.finish_reason, a.log_probability FROM responses r"
                        + " JOIN answers a ON a.number = r.answer JOIN texts t ON t.number = a.text"
                        + " WHERE r.recipe = ? AND r.row = ? ORDER BY r.slot",
                found -> new ResponseOfRow(
                        found.getInt(1),
                        ContentId.hex(found.getBytes(2)),
                        found.getString(3),
                        found.getLong(4),
                        found.getString(5),
                        found.getObject(6) == null ? OptionalDouble.empty() : OptionalDouble.of(found.getDouble(6))),
                recipe,
                row);
    }

    private Optional<PairOfRow> pair(long row) throws SQLException {
        return database.first(
                PAIR,
                found -> new PairOfRow(
                        ContentId.hex(found.getBytes(1)), found.getInt(2), found.getInt(3), found.getDouble(4)),
                recipe,
                row);
    }

    private static CallOfRow call(ResultSet row) throws SQLException {
        return new CallOfRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6) / NANOSECONDS,
                Instant.ofEpochMilli(row.getLong(7)));
    }
}
