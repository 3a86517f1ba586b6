package sao.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import sao.calls.CallIndex;
import sao.calls.CallMemory;
import sao.calls.CallPurpose;
import sao.calls.CallStore;
import sao.calls.ContentStore;
import sao.calls.OtherCalls;
import sao.calls.RememberingModel;
import sao.chat.ChatModel;
import sao.content.CanonicalJson;
import sao.database.CommitThread;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.database.ReaderPool;
import sao.database.Table;
import sao.error.SaoException;
import sao.retry.RetryPolicy;
import sao.retry.RetryingModel;
import sao.rows.RoundWriter;

/// The ledger of one run, open for writing. It holds the lock on the run's folder until it is closed.
///
/// Methods that record queue a write and return; writes are committed in order, and [#flush] waits for them. The
/// answers of a remembering model are committed before they are returned.
public final class Ledger implements AutoCloseable {
    private final Path folder;
    private final FolderLock lock;
    private final LedgerFile file;
    private final Database database;
    private final CommitThread writer;
    private final ReaderPool readers;
    private final CallIndex index;
    private final CallStore store;
    private final RoundWriter.Parts rounds;
    private final CallMemory calls;
    private final List<OtherCalls> others;

    private Ledger(Path folder, FolderLock lock, LedgerFile file, Database database, List<OtherCalls> others)
            throws SQLException {
        this.folder = folder;
        this.others = others;
        this.lock = lock;
        this.file = file;
        this.database = database;
        this.readers = new ReaderPool(file);
        this.index = new CallIndex(database);
        this.writer = new CommitThread(file, database, readers, index);
        ContentStore contents = new ContentStore(database);
        this.rounds = new RoundWriter.Parts(writer, readers, contents);
        this.store = new CallStore(contents, index);
        this.calls = new CallMemory(writer, readers, store, others);
    }

    /// Opens the ledger of a run to carry on the run; makes folder and file if there are none.
    ///
    /// @param folder of the run
    /// @return the ledger, in state [RunState#RUNNING]
    /// @throws SaoException if another process writes there, the file is damaged or too new, or the folder
    ///     lies on a network file system
    public static Ledger open(Path folder) {
        return open(folder, List.of());
    }

    /// Opens the ledger of a run to carry on the run. Requests that the ledgers of other runs answer are not made
    /// again: their answers are copied into this ledger when they are needed.
    ///
    /// @param folder of the run
    /// @param others folders of other runs, searched in order; they are only read
    /// @return the ledger, in state [RunState#RUNNING]
    /// @throws SaoException if another process writes in `folder`, a file is damaged or too new, one of `others`
    ///     has no ledger or one of an older version, or the folder lies on a network file system
    public static Ledger open(Path folder, List<Path> others) {
        Ledger ledger = openBeside(folder, others);
        ledger.state(RunState.RUNNING, "");
        ledger.event("opened", Map.of("process", ProcessHandle.current().pid()));
        ledger.flush();
        return ledger;
    }

    /// Opens the ledger of a run for work that is not the run itself, such as an audit of a finished run: the
    /// state of the run stays as it is. Makes folder and file if there are none.
    ///
    /// @param folder of the run
    /// @throws SaoException if another process writes there, the file is damaged or too new, or the folder
    ///     lies on a network file system
    public static Ledger openBeside(Path folder) {
        return openBeside(folder, List.of());
    }

    private static Ledger openBeside(Path folder, List<Path> others) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                return locked(folder, lock, others);
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

    private static Ledger locked(Path folder, FolderLock lock, List<Path> others) throws IOException {
        LedgerFile file = new LedgerFile(folder);
        List<OtherCalls> open = others.stream().map(OtherCalls::open).toList();
        Database database = file.openForWriting();
        try {
            return new Ledger(folder, lock, file, database, open);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /// Upgrades the ledger of a run to this program's version; the state of the run stays as it is.
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

    /// {@return a model that looks requests up in the ledger before it asks `model`, and commits every new answer
    /// before it returns it; its calls count to the first round}
    ///
    /// @param model stays the caller's; closing the result does not close it
    /// @param purpose recorded with new calls; it does not affect which stored answers are found
    public ChatModel remembering(ChatModel model, CallPurpose purpose) {
        return remembering(model, purpose, 1);
    }

    /// {@return the same for the calls of a round}
    ///
    /// @param round that the time and tokens of new calls count to, from 1
    public ChatModel remembering(ChatModel model, CallPurpose purpose, int round) {
        return new RememberingModel(new RetryingModel(model, RetryPolicy.USUAL), purpose, round, calls);
    }

    /// {@return the writer of a round's rows}
    ///
    /// @param round from 1
    /// @param recipe all settings that determine the rows of the round, as [sao.content.ContentId#of] takes them.
    ///     The same recipe continues the existing rows; a changed one starts new rows and keeps the old ones, and
    ///     only the rows of the recipe used last count
    public RoundWriter round(int round, Map<String, ?> recipe) {
        return RoundWriter.open(rounds, round, recipe);
    }

    /// {@return the writer of the rows of a round that was begun}
    ///
    /// @param round from 1, opened before by [#round] in this or an earlier process
    public RoundWriter current(int round) {
        return RoundWriter.current(rounds, round);
    }

    /// Records the state of the run.
    ///
    /// @param state never [RunState#INTERRUPTED], which readers derive: the run is running and no process writes
    /// @param detail one sentence about the state; may be empty
    public void state(RunState state, String detail) {
        meta("state", state.label());
        meta("state_detail", detail);
    }

    /// Records a fact about the run under a key, or replaces it.
    public void meta(String key, String value) {
        writer.record(rows -> rows.put(Table.META, key, value));
    }

    /// {@return the log-probability of an answer under the reference model that was stored under a key}
    public OptionalDouble reference(String key) {
        return readers
                .read(database -> database.first(
                        "SELECT log_probability FROM reference_values WHERE key = ?", row -> row.getDouble(1), key))
                .stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    /// Stores the log-probability of an answer under the reference model; nats.
    ///
    /// @param key names model and answer
    public void reference(String key, double logProbability) {
        writer.record(rows -> rows.put(Table.REFERENCE_VALUES, key, logProbability));
    }

    /// Records the progress of a stage.
    public void stage(StageProgress stage) {
        writer.record(rows -> rows.put(
                Table.STAGES,
                stage.round(),
                stage.stage().label(),
                stage.stage().position(),
                stage.done(),
                stage.total(),
                stage.seconds()));
    }

    /// Records that something happened.
    ///
    /// @param kind such as `rolled_back`
    /// @param content more about it
    public void event(String kind, Map<String, ?> content) {
        String json = CanonicalJson.of(content);
        writer.record(
                rows -> rows.insert(Table.EVENTS, rows.next(Table.EVENTS), System.currentTimeMillis(), kind, json));
    }

    /// Waits until everything recorded before is on disk.
    ///
    /// @throws SaoException if a write failed
    public void flush() {
        writer.commit(_ -> {});
    }

    /// {@return a reader of this ledger, to be closed by the caller}
    public LedgerReader reader() {
        return LedgerReader.open(folder);
    }

    /// Writes what is queued, and frees the folder.
    @Override
    public void close() {
        writer.close();
        try (FolderLock _ = lock;
                Database _ = database) {
            others.forEach(OtherCalls::close);
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

    /// Copies the calls of another ledger.
    LedgerMerge.Merged merge(Database other) throws SQLException {
        event("merged", Map.of());
        return new LedgerMerge(writer, readers, store, index).add(other);
    }
}
