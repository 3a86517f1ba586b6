package sao.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import sao.chat.ChatModel;
import sao.error.SaoException;
import sao.retry.RetryPolicy;
import sao.retry.RetryingModel;

/// The memory of one run, open for writing. It holds the lock on the run's folder until it is closed.
///
/// What a method records is committed soon and in order; [#flush] waits for it. The answers of a remembered
/// model are committed before they are returned.
public final class Ledger implements AutoCloseable {
    private final Path folder;
    private final FolderLock lock;
    private final LedgerFile file;
    private final Database database;
    private final LedgerWriter writer;
    private final Readers readers;
    private final CallStore store;
    private final CallMemory calls;

    private Ledger(Path folder, FolderLock lock, LedgerFile file, Database database) throws SQLException {
        this.folder = folder;
        this.lock = lock;
        this.file = file;
        this.database = database;
        this.readers = new Readers(file);
        this.writer = new LedgerWriter(file, database, readers);
        this.store = new CallStore(writer.contents(), writer.index());
        this.calls = new CallMemory(writer, readers, store);
    }

    /// Opens the ledger of a run, and makes folder and file if there are none.
    ///
    /// @param folder of the run
    /// @return the ledger, in state [RunState#RUNNING]
    /// @throws SaoException if another process writes there, the file is damaged or too new, or the folder
    ///     lies on a network file system
    public static Ledger open(Path folder) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                Ledger ledger = locked(folder, lock);
                ledger.state(RunState.RUNNING, "");
                ledger.event("opened", Map.of("process", ProcessHandle.current().pid()));
                ledger.flush();
                return ledger;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SaoException(
                    "The run's folder %s cannot be written: %s".formatted(folder, e),
                    "Check that the path is right and the disk is writable.",
                    e);
        }
    }

    private static Ledger locked(Path folder, FolderLock lock) throws IOException {
        LedgerFile file = new LedgerFile(folder);
        Database database = file.openForWriting();
        try {
            return new Ledger(folder, lock, file, database);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /// Brings the ledger of a run to this program's version, and leaves the run as it was.
    ///
    /// @param folder of the run
    /// @throws SaoException if another process writes there, or the file is damaged or too new
    public static void upgrade(Path folder) {
        try (FolderLock _ = FolderLock.take(folder);
                Database _ = new LedgerFile(folder).openForWriting()) {
            return;
        } catch (SQLException e) {
            throw new LedgerFile(folder).failure(e);
        } catch (IOException e) {
            throw new SaoException(
                    "The run's folder %s cannot be written: %s".formatted(folder, e), "Check the rights on it.", e);
        }
    }

    /// {@return the run's folder}
    public Path folder() {
        return folder;
    }

    /// {@return the model with a memory: a question that this ledger has seen answered is not asked again}
    ///
    /// @param model stays the caller's; closing the result does not close it
    /// @param purpose what its answers are for: `prompts`, `responses`, `judgments`, `audit`, `evaluation`
    public ChatModel remembering(ChatModel model, String purpose) {
        return new RememberingModel(new RetryingModel(model, RetryPolicy.USUAL), purpose, calls);
    }

    /// {@return how many calls of each purpose were answered here and how many went to a model, since this
    /// ledger was opened}
    public Map<String, CallCounts> calls() {
        return calls.counts();
    }

    /// {@return the records of a round, to write}
    ///
    /// @param round from 1
    /// @param recipe all that determines the rows of the round, as [ContentId#of] takes it. The same recipe
    ///     continues what is there; a changed one starts new rows and leaves the old ones, and only the
    ///     rows of the recipe used last count
    public RoundRecords round(int round, Map<String, ?> recipe) {
        return RoundRecords.open(writer, readers, round, recipe);
    }

    /// {@return the records of a round that was begun, to write more of it}
    ///
    /// @param round from 1, opened before by [#round] in this or an earlier process
    public RoundRecords current(int round) {
        return RoundRecords.current(writer, readers, round);
    }

    /// Records how the run stands.
    ///
    /// @param state never [RunState#INTERRUPTED]: that is what a run is that says nothing more
    /// @param detail a sentence for the reader, may be empty
    public void state(RunState state, String detail) {
        meta("state", state.label());
        meta("state_detail", detail);
    }

    /// Records something about the run, in place of what was there under the key.
    public void meta(String key, String value) {
        record(db -> db.execute(
                "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key, value));
    }

    /// Records how far a stage is.
    public void stage(StageProgress stage) {
        record(db -> db.execute(
                "INSERT INTO stages VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(round, name) DO UPDATE SET"
                        + " ordinal = excluded.ordinal, done = excluded.done, total = excluded.total,"
                        + " seconds = excluded.seconds",
                stage.round(),
                stage.name(),
                stage.ordinal(),
                stage.done(),
                stage.total(),
                stage.seconds()));
    }

    /// Records a file that is complete on disk.
    public void artifact(Artifact artifact) {
        record(db -> db.execute(
                "INSERT INTO artifacts VALUES(?, ?, ?, ?, ?) ON CONFLICT(file) DO UPDATE SET kind = excluded.kind,"
                        + " sha256 = excluded.sha256, bytes = excluded.bytes, at = excluded.at",
                artifact.file(),
                artifact.kind(),
                artifact.sha256(),
                artifact.bytes(),
                System.currentTimeMillis()));
    }

    /// Records that something happened.
    ///
    /// @param kind such as `rolled_back`
    /// @param content more about it
    public void event(String kind, Map<String, ?> content) {
        String json = CanonicalJson.of(content);
        record(db -> db.execute(
                "INSERT INTO events(at, kind, json) VALUES(?, ?, ?)", System.currentTimeMillis(), kind, json));
    }

    /// Waits until all that was recorded before is on disk.
    ///
    /// @throws SaoException if some of it could not be written
    public void flush() {
        writer.commit(_ -> {});
    }

    /// {@return a reader of this ledger, to be closed by the caller}
    public LedgerReader reader() {
        return LedgerReader.open(folder);
    }

    /// Writes what is left, and frees the folder.
    @Override
    public void close() {
        writer.close();
        try (FolderLock _ = lock;
                Database _ = database) {
            readers.close();
        } catch (SQLException e) {
            throw file.failure(e);
        } catch (IOException e) {
            throw new SaoException(
                    "The run's folder %s could not be freed: %s".formatted(folder, e),
                    "End this process; the system frees the folder.",
                    e);
        }
    }

    /// Takes over the calls of another ledger.
    LedgerMerge.Merged merge(Database other) throws SQLException {
        event("merged", Map.of());
        return new LedgerMerge(writer, readers, store).add(other);
    }

    /// Limits the file to a number of pages: what a full disk looks like from here.
    void limitPages(int pages) {
        writer.commit(db -> db.first("PRAGMA max_page_count = " + pages, row -> row.getInt(1)));
    }

    private void record(LedgerWriter.Write write) {
        writer.record(write);
    }
}
