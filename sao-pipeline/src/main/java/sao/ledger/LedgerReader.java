package sao.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sao.calls.CallTotals;
import sao.content.ContentId;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.rows.RoundReader;
import sao.rows.RoundStage;

/// Reads the ledger of a run, also while another process writes it. Every method sees what was committed
/// before it was called.
public final class LedgerReader implements AutoCloseable {
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

    /// {@return the recorded state of the run; interrupted if that is running and no process writes}
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
        return file.ask(() -> database.first("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key));
    }

    /// {@return all that was recorded about the run, by key}
    public Map<String, String> metas() {
        Map<String, String> metas = new TreeMap<>();
        file.run(() ->
                database.each("SELECT key, value FROM meta", row -> metas.put(row.getString(1), row.getString(2))));
        return metas;
    }

    /// {@return the rounds that were begun, in order}
    public List<Integer> rounds() {
        return all("SELECT round FROM rounds ORDER BY round", row -> row.getInt(1));
    }

    /// {@return the rows of a round: those of the recipe used last; none if the round was not begun}
    ///
    /// @param round from 1
    public RoundReader round(int round) {
        return RoundReader.of(file, database, round);
    }

    /// {@return the stages of all rounds, in order}
    public List<StageProgress> stages() {
        return all(
                "SELECT round, name, done, total, seconds FROM stages ORDER BY round, ordinal, name",
                row -> new StageProgress(
                        row.getInt(1),
                        RoundStage.read(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getDouble(5)));
    }

    /// {@return the events after one, in order}
    ///
    /// @param sequence number of the last event known; 0 for all events
    public List<Event> eventsAfter(long sequence) {
        return all(
                "SELECT seq, at, kind, json FROM events WHERE seq > ? ORDER BY seq",
                row -> new Event(
                        row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4)),
                sequence);
    }

    /// {@return the calls of all rounds by purpose}
    public List<CallTotals> calls() {
        return all(CallTotals.select(""), CallTotals::read);
    }

    /// {@return the calls that a round made, by purpose: requests that another round had answered are not among
    /// them}
    ///
    /// @param round from 1
    public List<CallTotals> calls(int round) {
        return all(CallTotals.select("WHERE c.round = ?"), CallTotals::read, round);
    }

    /// {@return the content ids of the requests of all calls, in hexadecimal digits}
    public List<String> callIds() {
        return all("SELECT id FROM calls", row -> ContentId.hex(row.getBytes(1)));
    }

    /// {@return the number of calls by what computed them, see [sao.chat.Capabilities#provenance]; `unknown` for
    /// calls of ledgers that did not record it}
    public Map<String, Long> processors() {
        Map<String, Long> processors = new TreeMap<>();
        all(
                        "SELECT coalesce(processor, 'unknown'), count(*) FROM calls GROUP BY 1",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(each -> processors.put(each.getKey(), each.getValue()));
        return processors;
    }

    @Override
    public void close() {
        file.run(database::close);
    }

    private <T> List<T> all(String sql, Database.Row<T> row, @Nullable Object... values) {
        return file.ask(() -> database.all(sql, row, values));
    }
}
