package sao.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sao.domain.PreferencePair;
import sao.domain.Prompt;

/// Reads the ledger of a run, also while another process writes it. Every question sees all that was
/// committed before it; of a round, the rows of the recipe used last.
public final class LedgerReader implements AutoCloseable {
    private static final double NANOSECONDS = 1e9;

    private final Path folder;
    private final LedgerFile file;
    private final Database database;

    private LedgerReader(Path folder, LedgerFile file) {
        this.folder = folder;
        this.file = file;
        this.database = file.openForReading();
    }

    /// Opens the ledger of a run for reading.
    ///
    /// @param folder of the run
    /// @return the reader
    /// @throws sao.error.SaoException if there is no ledger, or it is damaged or too new
    public static LedgerReader open(Path folder) {
        return new LedgerReader(folder, new LedgerFile(folder));
    }

    /// {@return how the run stands: what it said itself, or interrupted if it says running and nobody
    /// writes}
    public RunState state() {
        RunState recorded = RunState.of(meta("state").orElse("running"));
        try {
            boolean taken = FolderLock.isTaken(folder);
            if (recorded == RunState.RUNNING) {
                return taken ? RunState.RUNNING : RunState.INTERRUPTED;
            }
            return recorded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return what was recorded about the run under a key}
    public Optional<String> meta(String key) {
        return ask(() -> database.first("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key));
    }

    /// {@return all that was recorded about the run, by key}
    public Map<String, String> metas() {
        Map<String, String> metas = new TreeMap<>();
        run(() -> database.each("SELECT key, value FROM meta", row -> metas.put(row.getString(1), row.getString(2))));
        return metas;
    }

    /// {@return the rounds that were begun, in order}
    public List<Integer> rounds() {
        return all("SELECT round FROM rounds ORDER BY round", row -> row.getInt(1));
    }

    /// {@return the recipe of a round, canonical JSON}
    public Optional<String> recipe(int round) {
        return ask(() -> database.first(
                "SELECT json FROM recipes JOIN rounds ON recipe = number WHERE rounds.round = ?",
                row -> row.getString(1),
                round));
    }

    /// {@return how many rows of a round came how far}
    public Funnel funnel(int round) {
        Map<String, Long> dropped = new TreeMap<>();
        dropsByStage(round).values().forEach(reasons -> reasons.forEach((why, n) -> dropped.merge(why, n, Long::sum)));
        return new Funnel(
                count("personas WHERE", round),
                count("prompts WHERE", round),
                count("prompts WHERE held_out = 1 AND", round),
                count("responses WHERE", round),
                count("judgments WHERE", round),
                count("pairs WHERE", round),
                dropped);
    }

    /// {@return the prompts of a round that were answered}
    public long answered(int round) {
        return count("responses WHERE slot = 0 AND", round);
    }

    /// {@return the stages of all rounds, in order}
    public List<StageProgress> stages() {
        return all(
                "SELECT round, name, ordinal, done, total, seconds FROM stages ORDER BY round, ordinal, name",
                row -> new StageProgress(
                        row.getInt(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getDouble(6)));
    }

    /// {@return the accepted prompts of a round in the order of their rows}
    ///
    /// @param heldOut whether those kept for evaluation are wanted, or those to train on
    public List<Prompt> prompts(int round, boolean heldOut) {
        return all(
                "SELECT p.id, p.persona, t.body FROM prompts p JOIN texts t ON t.number = p.text"
                        + " WHERE p.recipe = (SELECT recipe FROM rounds WHERE round = ?) AND p.held_out = ?"
                        + " ORDER BY p.row",
                row -> new Prompt(ContentId.hex(row.getBytes(1)), ContentId.hex(row.getBytes(2)), row.getString(3)),
                round,
                heldOut);
    }

    /// Hands over the pairs of a round one after the other, ordered by id. Nothing is held, and the file is
    /// not kept busy in between.
    public void eachPair(int round, Consumer<PreferencePair> consumer) {
        try (RoundRows rows = RoundRows.open(folder, round)) {
            rows.pairs().forEach(consumer);
        }
    }

    /// {@return all pairs of a round, ordered by id}
    public List<PreferencePair> pairs(int round) {
        List<PreferencePair> pairs = new ArrayList<>();
        eachPair(round, pairs::add);
        return pairs;
    }

    /// {@return the text of a persona of a round}
    ///
    /// @param id content id
    public Optional<String> persona(int round, String id) {
        return ask(() -> database.first(
                "SELECT t.body FROM personas p JOIN texts t ON t.number = p.text"
                        + " WHERE p.recipe = (SELECT recipe FROM rounds WHERE round = ?) AND p.id = ?",
                row -> row.getString(1),
                round,
                ContentId.bytes(id)));
    }

    /// {@return the rows of a round that left, in order}
    public List<Drop> drops(int round) {
        return all(
                "SELECT row, stage, reason, evidence FROM drops"
                        + " WHERE recipe = (SELECT recipe FROM rounds WHERE round = ?) ORDER BY row",
                row -> new Drop(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                round);
    }

    /// {@return how many rows of a round left, by the stage where they left and by reason}
    public Map<String, Map<String, Long>> dropsByStage(int round) {
        Map<String, Map<String, Long>> drops = new TreeMap<>();
        run(() -> database.each(
                "SELECT stage, reason, count(*) FROM drops WHERE recipe = (SELECT recipe FROM rounds WHERE round = ?)"
                        + " GROUP BY stage, reason",
                row -> drops.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)),
                round));
        return drops;
    }

    /// {@return what judges said of pairs of known order in a round}
    public List<Probe> probes(int round) {
        return all(
                "SELECT judge, kind, name, log_odds, json FROM probes WHERE round = ? ORDER BY judge, kind, name",
                row -> new Probe(row.getString(1), row.getString(2), row.getString(3), real(row, 4), row.getString(5)),
                round);
    }

    /// {@return the steps of training in a round, in order}
    public List<TrainStep> trainSteps(int round) {
        return all(
                "SELECT step, loss, margin, accuracy, learning_rate, gradient_norm, tokens, seconds"
                        + " FROM train_steps WHERE round = ? ORDER BY step",
                row -> new TrainStep(
                        row.getInt(1),
                        real(row, 2),
                        real(row, 3),
                        real(row, 4),
                        real(row, 5),
                        real(row, 6),
                        row.getLong(7),
                        row.getDouble(8)),
                round);
    }

    /// {@return the checkpoints of a round, in order}
    public List<Checkpoint> checkpoints(int round) {
        return all(
                "SELECT step, file, sha256, bytes FROM checkpoints WHERE round = ? ORDER BY step",
                row -> new Checkpoint(row.getInt(1), row.getString(2), row.getString(3), row.getLong(4)),
                round);
    }

    /// {@return the figures measured in a round, by name}
    public List<Evaluation> evaluations(int round) {
        return all(
                "SELECT metric, value, n, ci_low, ci_high, json FROM evaluations WHERE round = ? ORDER BY metric",
                row -> new Evaluation(
                        row.getString(1), real(row, 2), row.getLong(3), real(row, 4), real(row, 5), row.getString(6)),
                round);
    }

    /// {@return the files the run made, by path}
    public List<Artifact> artifacts() {
        return all(
                "SELECT file, kind, sha256, bytes FROM artifacts ORDER BY file",
                row -> new Artifact(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    /// {@return what happened after an event, in order}
    ///
    /// @param sequence of the last event known; 0 for all
    public List<Event> eventsAfter(long sequence) {
        return all(
                "SELECT seq, at, kind, json FROM events WHERE seq > ? ORDER BY seq",
                row -> new Event(
                        row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4)),
                sequence);
    }

    /// {@return what the calls cost, by purpose}
    public List<CallTotals> calls() {
        return all(
                "SELECT p.purpose, count(*), sum(prompt_tokens), sum(cached_tokens), sum(completion_tokens),"
                        + " sum(nanoseconds) FROM calls c JOIN purposes p ON p.number = c.purpose"
                        + " GROUP BY p.purpose ORDER BY p.purpose",
                row -> new CallTotals(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6) / NANOSECONDS));
    }

    @Override
    public void close() {
        run(database::close);
    }

    private long count(String rows, int round) {
        return ask(() -> database.first(
                        "SELECT count(*) FROM " + rows + " recipe = (SELECT recipe FROM rounds WHERE round = ?)",
                        row -> row.getLong(1),
                        round))
                .orElse(0L);
    }

    /// A number that may be none: SQLite keeps NaN as NULL.
    private static double real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private <T> List<T> all(String sql, Database.Row<T> row, @Nullable Object... values) {
        return ask(() -> database.all(sql, row, values));
    }

    private interface Question<T> {
        T answer() throws SQLException;
    }

    private interface Action {
        void run() throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    private void run(Action action) {
        ask(() -> {
            action.run();
            return true;
        });
    }
}
