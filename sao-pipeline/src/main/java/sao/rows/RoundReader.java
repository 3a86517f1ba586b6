package sao.rows;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import sao.calls.ContentStore;
import sao.chat.Conversation;
import sao.content.ContentId;
import sao.content.ConversationText;
import sao.content.TokenBytes;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.result.ResultRow;
import sao.result.RoundResults;

/// Reads the rows of a round: those of the recipe that was used last when this was opened. For one thread at
/// a time; also while a run writes.
public final class RoundReader implements AutoCloseable {
    static final String JUDGMENT =
            "SELECT row, judge, first, second, verdict, reason, given, swapped, verdict_mass FROM judgments"
                    + " WHERE recipe = ? AND row = ?";
    static final String DROP = "SELECT row, stage, reason, evidence FROM drops WHERE recipe = ? AND row = ?";

    private final LedgerFile file;
    private final Database database;
    private final boolean owner;
    private final int round;
    private final long recipe;

    private RoundReader(LedgerFile file, Database database, boolean owner, int round) {
        this.file = file;
        this.database = database;
        this.owner = owner;
        this.round = round;
        this.recipe = file.ask(
                        () -> database.first("SELECT recipe FROM rounds WHERE round = ?", row -> row.getLong(1), round))
                .orElse(0L);
    }

    /// Opens the rows of a round with a connection of their own.
    ///
    /// @param folder of the run
    /// @param round from 1
    /// @throws sao.error.SaoException if there is no ledger, or it is damaged or too new
    public static RoundReader open(Path folder, int round) {
        LedgerFile file = new LedgerFile(folder);
        return new RoundReader(file, file.openForReading(), /* owner= */ true, round);
    }

    /// {@return the rows of a round, read with a connection that stays the caller's}
    public static RoundReader of(LedgerFile file, Database database, int round) {
        return new RoundReader(file, database, /* owner= */ false, round);
    }

    /// An accepted prompt.
    ///
    /// @param row from 0
    /// @param prompt as it is asked
    /// @param persona of the row
    /// @param heldOut whether it is kept for evaluation
    public record PromptRow(long row, Prompt prompt, Persona persona, boolean heldOut) {}

    /// A response.
    ///
    /// @param row from 0
    /// @param prompt that it answers
    /// @param response as sampled
    public record ResponseRow(long row, Conversation prompt, Response response) {}

    /// A judgment of two responses.
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

    /// {@return the number of rows by the last stage that each reached}
    public Funnel funnel() {
        Map<String, Long> dropped = new TreeMap<>();
        dropsByStage().values().forEach(reasons -> reasons.forEach((why, n) -> dropped.merge(why, n, Long::sum)));
        return new Funnel(
                count("personas WHERE"),
                count("prompts WHERE"),
                count("prompts WHERE held_out = 1 AND"),
                count("responses WHERE"),
                count("judgments WHERE"),
                count("pairs WHERE"),
                dropped);
    }

    /// {@return the number of prompts that were answered}
    public long answered() {
        return count("responses WHERE slot = 0 AND");
    }

    /// {@return the accepted prompts in the order of their rows}
    ///
    /// @param heldOut true for those kept for evaluation, false for those to train on
    public List<Prompt> prompts(boolean heldOut) {
        return file.ask(() -> database.all(
                "SELECT p.id, p.persona, t.body FROM prompts p JOIN texts t ON t.number = p.text"
                        + " WHERE p.recipe = ? AND p.held_out = ? ORDER BY p.row",
                row -> new Prompt(
                        ContentId.hex(row.getBytes(1)),
                        ContentId.hex(row.getBytes(2)),
                        ConversationText.read(row.getString(3))),
                recipe,
                heldOut));
    }

    /// {@return all pairs, ordered by id}
    public List<PreferencePair> pairList() {
        List<PreferencePair> pairs = new ArrayList<>();
        pairs().forEach(pairs::add);
        return pairs;
    }

    /// {@return the text of a persona}
    ///
    /// @param id content id
    public Optional<String> persona(String id) {
        return file.ask(() -> database.first(
                "SELECT t.body FROM personas p JOIN texts t ON t.number = p.text WHERE p.recipe = ? AND p.id = ?",
                row -> row.getString(1),
                recipe,
                ContentId.bytes(id)));
    }

    /// {@return the dropped rows, in order}
    public Iterable<Drop> drops() {
        return sorted("SELECT row FROM drops WHERE recipe = ? ORDER BY row", DROP, RoundReader::drop);
    }

    static Drop drop(ResultSet row) throws SQLException {
        return new Drop(row.getLong(1), RoundStage.read(row.getString(2)), row.getString(3), row.getString(4));
    }

    /// {@return all that is recorded of a row}
    ///
    /// @param name number of the row, or the first digits of the content id of its prompt or pair
    /// @throws sao.error.SaoException if there is no such row, or several have such an id
    public RowHistory history(String name) {
        return file.ask(() -> new RowHistoryQuery(database, round, recipe).read(name));
    }

    /// {@return the number of dropped rows by stage and reason}
    public Map<RoundStage, Map<String, Long>> dropsByStage() {
        Map<RoundStage, Map<String, Long>> drops = new EnumMap<>(RoundStage.class);
        file.run(() -> database.each(
                "SELECT stage, reason, count(*) FROM drops WHERE recipe = ? GROUP BY stage, reason",
                row -> drops.computeIfAbsent(RoundStage.read(row.getString(1)), _ -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)),
                recipe));
        return drops;
    }

    /// {@return the training steps, in order}
    public List<TrainStep> trainSteps() {
        return file.ask(() -> database.all(TrainStep.SELECT, TrainStep::read, round));
    }

    /// {@return the results, in the order of their metrics}
    public RoundResults results() {
        List<ResultRow> rows = file.ask(() -> database.all(
                "SELECT metric, value, n, ci_low, ci_high, json FROM evaluations WHERE round = ? ORDER BY metric",
                row -> new ResultRow(
                        row.getString(1),
                        orNaN(row, 2),
                        row.getLong(3),
                        orNaN(row, 4),
                        orNaN(row, 5),
                        row.getString(6)),
                round));
        return RoundResults.of(rows);
    }

    /// {@return the accepted prompts, by id}
    public Iterable<PromptRow> promptRows() {
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
                            new Prompt(
                                    ContentId.hex(row.getBytes(2)), persona, ConversationText.read(row.getString(4))),
                            new Persona(persona, row.getString(7), row.getString(6)),
                            row.getBoolean(5));
                });
    }

    /// {@return the responses, by id}
    public Iterable<ResponseRow> responses() {
        return sorted(
                "SELECT row * 1024 + slot FROM responses WHERE recipe = ? ORDER BY id",
                "SELECT r.row, q.body, r.id, r.prompt, r.slot, s.tokens, " + ContentStore.ANSWER_COLUMNS
                        + " FROM responses r JOIN sequences s ON s.number = r.prompt_tokens"
                        + " JOIN prompts p ON p.recipe = r.recipe AND p.row = r.row JOIN texts q ON q.number = p.text"
                        + " JOIN answers a ON a.number = r.answer JOIN texts t ON t.number = a.text"
                        + " WHERE r.recipe = ?1 AND r.row = ?2 / 1024 AND r.slot = ?2 % 1024",
                row -> new ResponseRow(
                        row.getLong(1),
                        ConversationText.read(row.getString(2)),
                        new Response(
                                ContentId.hex(row.getBytes(3)),
                                ContentId.hex(row.getBytes(4)),
                                row.getInt(5),
                                TokenBytes.possibleTokens(row.getBytes(6)),
                                ContentStore.answer(row, 7))));
    }

    /// {@return the judgments, by id}
    public Iterable<JudgmentRow> judgments() {
        return sorted(
                "SELECT row FROM judgments WHERE recipe = ? ORDER BY first, second", JUDGMENT, RoundReader::judgment);
    }

    static JudgmentRow judgment(ResultSet row) throws SQLException {
        return new JudgmentRow(
                row.getLong(1),
                row.getString(2),
                ContentId.hex(row.getBytes(3)),
                ContentId.hex(row.getBytes(4)),
                row.getString(5),
                real(row, 7),
                real(row, 8),
                real(row, 9),
                row.getString(6) == null ? "" : row.getString(6));
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

    /// SQLite stores NaN as NULL.
    static double orNaN(ResultSet row, int column) throws SQLException {
        return real(row, column).orElse(Double.NaN);
    }

    private <T> Iterable<T> sorted(String keys, String one, Database.Row<T> read) {
        return () -> new SortedRows<>(file, database, recipe, new SortedRows.Query<>(keys, one, read));
    }

    private long count(String rows) {
        return file.ask(() ->
                        database.first("SELECT count(*) FROM " + rows + " recipe = ?", row -> row.getLong(1), recipe))
                .orElse(0L);
    }

    @Override
    public void close() {
        if (owner) {
            file.run(database::close);
        }
    }
}
