package sao.ledger;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;

/// The rows of a round one after the other in the order of their ids, to be written out. Only their numbers
/// are held in memory, and each is read in a transaction of its own, so that a run can go on meanwhile.
///
/// Rows of the recipe used last when this was opened. For one thread at a time.
public final class RoundRows implements AutoCloseable {
    private final LedgerFile file;
    private final Database database;
    private final int round;
    private final long recipe;

    private RoundRows(LedgerFile file, int round) {
        this.file = file;
        this.database = file.openForReading();
        this.round = round;
        try {
            this.recipe = database.first("SELECT recipe FROM rounds WHERE round = ?", row -> row.getLong(1), round)
                    .orElse(0L);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /// Opens the rows of a round.
    ///
    /// @param folder of the run
    /// @param round from 1
    /// @throws sao.error.SaoException if there is no ledger, or it is damaged or too new
    public static RoundRows open(Path folder, int round) {
        return new RoundRows(new LedgerFile(folder), round);
    }

    /// An accepted prompt.
    ///
    /// @param row from 0
    /// @param prompt as it is asked
    /// @param persona who asks
    /// @param heldOut whether it is kept for evaluation
    public record PromptRow(long row, Prompt prompt, Persona persona, boolean heldOut) {}

    /// A response.
    ///
    /// @param row from 0
    /// @param prompt what it answers
    /// @param response as sampled
    public record ResponseRow(long row, String prompt, Response response) {}

    /// What a judge said of two responses.
    ///
    /// @param row from 0
    /// @param judge name and version
    /// @param first content id of a response
    /// @param second content id of another to the same prompt
    /// @param verdict `ranked`, `tied` or `unreadable`
    /// @param given log-odds that the first seat wins, in this order; nats; none if unreadable
    /// @param swapped log-odds that the first seat wins, swapped; nats; none if unreadable
    /// @param verdictMass probability of the readable verdicts; none if unreadable
    /// @param reason why it is unreadable, else empty
    public record JudgmentRow(
            long row,
            String judge,
            String first,
            String second,
            String verdict,
            OptionalDouble given,
            OptionalDouble swapped,
            OptionalDouble verdictMass,
            String reason) {
        /// {@return both responses: with the judge they name a judgment}
        public String id() {
            return first + "-" + second;
        }
    }

    /// {@return the accepted prompts, by id}
    public Iterable<PromptRow> prompts() {
        return sorted(
                "SELECT row FROM prompts WHERE recipe = ? ORDER BY id",
                "SELECT p.row, p.id, p.persona, t.body, p.held_out, o.source, ot.body FROM prompts p"
                        + " JOIN texts t ON t.number = p.text"
                        + " JOIN personas o ON o.recipe = p.recipe AND o.row = p.row"
                        + " JOIN texts ot ON ot.number = o.text WHERE p.recipe = ? AND p.row = ?",
                row -> {
                    String persona = ContentId.hex(row.getBytes(3));
                    return new PromptRow(
                            row.getLong(1),
                            new Prompt(ContentId.hex(row.getBytes(2)), persona, row.getString(4)),
                            new Persona(persona, row.getString(7), row.getString(6)),
                            row.getBoolean(5));
                });
    }

    /// {@return the responses, by id}
    public Iterable<ResponseRow> responses() {
        return sorted(
                "SELECT row * 1024 + slot FROM responses WHERE recipe = ? ORDER BY id",
                "SELECT r.row, q.body, r.id, r.prompt, r.slot, s.tokens, " + Contents.ANSWER_COLUMNS
                        + " FROM responses r JOIN sequences s ON s.number = r.prompt_tokens"
                        + " JOIN prompts p ON p.recipe = r.recipe AND p.row = r.row JOIN texts q ON q.number = p.text"
                        + " JOIN answers a ON a.number = r.answer JOIN texts t ON t.number = a.text"
                        + " WHERE r.recipe = ?1 AND r.row = ?2 / 1024 AND r.slot = ?2 % 1024",
                row -> new ResponseRow(
                        row.getLong(1),
                        row.getString(2),
                        new Response(
                                ContentId.hex(row.getBytes(3)),
                                ContentId.hex(row.getBytes(4)),
                                row.getInt(5),
                                Binary.possibleTokens(row.getBytes(6)),
                                Contents.answer(row, 7))));
    }

    /// {@return the judgments, by id}
    public Iterable<JudgmentRow> judgments() {
        return sorted(
                "SELECT row FROM judgments WHERE recipe = ? ORDER BY first, second",
                "SELECT row, judge, first, second, verdict, reason, given, swapped, verdict_mass FROM judgments"
                        + " WHERE recipe = ? AND row = ?",
                row -> new JudgmentRow(
                        row.getLong(1),
                        row.getString(2),
                        ContentId.hex(row.getBytes(3)),
                        ContentId.hex(row.getBytes(4)),
                        row.getString(5),
                        real(row, 7),
                        real(row, 8),
                        real(row, 9),
                        row.getString(6) == null ? "" : row.getString(6)));
    }

    /// {@return the pairs, by id}
    public Iterable<PreferencePair> pairs() {
        return sorted(
                "SELECT row FROM pairs WHERE recipe = ? ORDER BY id",
                PairQuery.SELECT + " WHERE p.recipe = ? AND p.row = ?",
                row -> PairQuery.read(row, round));
    }

    private static OptionalDouble real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private <T> Iterable<T> sorted(String keys, String one, Database.Row<T> read) {
        return () -> new Sorted<>(keys(keys), one, read);
    }

    /// The keys of all rows; sorting them is the database's work.
    private long[] keys(String sql) {
        long[][] keys = {new long[1 << 10]};
        int[] size = {0};
        try {
            database.each(
                    sql,
                    row -> {
                        if (size[0] == keys[0].length) {
                            keys[0] = Arrays.copyOf(keys[0], 2 * size[0]);
                        }
                        keys[0][size[0]++] = row.getLong(1);
                    },
                    recipe);
        } catch (SQLException e) {
            throw file.failure(e);
        }
        return Arrays.copyOf(keys[0], size[0]);
    }

    private final class Sorted<T> implements Iterator<T> {
        private final long[] keys;
        private final String sql;
        private final Database.Row<T> read;
        private int next;

        private Sorted(long[] keys, String sql, Database.Row<T> read) {
            this.keys = keys;
            this.sql = sql;
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long key = keys[next++];
            try {
                return database.first(sql, read, recipe, key)
                        .orElseThrow(() -> new IllegalStateException("row %d is gone".formatted(key)));
            } catch (SQLException e) {
                throw file.failure(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }
}
