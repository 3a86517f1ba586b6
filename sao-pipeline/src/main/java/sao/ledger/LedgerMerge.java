package sao.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sao.calls.CallIndex;
import sao.calls.CallStore;
import sao.chat.ChatModel.Reward;
import sao.chat.Generation;
import sao.chat.Score;
import sao.content.ContentId;
import sao.database.CommitThread;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.database.ReaderPool;
import sao.error.SaoException;
import sao.file.DurableFile;

/// Merges the calls of two ledgers into a new one. Content ids of requests are equal on every machine, so no
/// request is made twice; where both ledgers answer a request, the first ledger's answer is kept. Answers computed
/// on different processor families may differ in their last bits; each call names what computed it. The same run on
/// the merged folder finds its answers there and decides its rows again.
public final class LedgerMerge {
    private static final int PAGE = 512;

    private final CommitThread writer;
    private final ReaderPool readers;
    private final CallStore store;
    private final CallIndex index;

    LedgerMerge(CommitThread writer, ReaderPool readers, CallStore store, CallIndex index) {
        this.writer = writer;
        this.readers = readers;
        this.store = store;
        this.index = index;
    }

    /// Numbers of calls in a merge.
    ///
    /// @param first calls of the first ledger
    /// @param second calls of the second
    /// @param both calls that both have
    public record Merged(long first, long second, long both) {
        /// {@return calls of the merged ledger}
        public long calls() {
            return first + second - both;
        }
    }

    /// Writes a new ledger with everything in the first ledger and the calls of the second. Both are only read, and
    /// may be in use.
    ///
    /// @param first folder of a run
    /// @param second folder of another
    /// @param to folder without a ledger; made if it is missing
    /// @throws SaoException if a folder has no ledger, or `to` has one
    public static Merged merge(Path first, Path second, Path to) {
        if (Files.exists(to.resolve(LedgerFile.NAME))) {
            throw new SaoException("%s has a ledger already.".formatted(to), "Give a folder that has none with --to.");
        }
        LedgerFile source = new LedgerFile(second);
        try (Database other = source.openForReading()) {
            copy(first, to);
            try (Ledger merged = Ledger.open(to)) {
                return merged.merge(other);
            }
        } catch (SQLException e) {
            throw source.failure(e);
        }
    }

    private static void copy(Path from, Path to) throws SQLException {
        LedgerFile source = new LedgerFile(from);
        try (Database database = source.openForReading()) {
            DurableFile.create(
                    to.resolve(LedgerFile.NAME),
                    temporary -> source.run(() -> database.execute("VACUUM INTO ?", temporary.toString())));
        }
    }

    private record Call(long number, CallStore.Key key, String kind) {}

    Merged add(Database other) throws SQLException {
        long before = readers.read(LedgerMerge::count);
        long both = 0;
        long last = 0;
        for (List<Call> page = page(other, last); !page.isEmpty(); page = page(other, last)) {
            for (Call call : page) {
                if (isKnown(call)) {
                    both++;
                } else {
                    put(other, call);
                }
                last = call.number();
            }
            writer.commit(_ -> {});
        }
        return new Merged(before, count(other), both);
    }

    private boolean isKnown(Call call) {
        Optional<Long> known = readers.read(
                database -> index.find(database, ContentId.bytes(call.key().id())));
        return known.isPresent();
    }

    private void put(Database other, Call call) throws SQLException {
        switch (call.kind()) {
            case CallStore.SCORE -> {
                Score score = CallStore.score(other, call.number());
                writer.record(rows -> store.put(rows, call.key(), score));
            }
            case CallStore.REWARD -> {
                Reward reward = CallStore.reward(other, call.number());
                writer.record(rows -> store.put(rows, call.key(), reward));
            }
            default -> {
                Generation generation = CallStore.generation(other, call.number());
                writer.record(rows -> store.put(rows, call.key(), generation));
            }
        }
    }

    private static List<Call> page(Database other, long last) throws SQLException {
        return other.all(
                "SELECT c.number, c.id, p.purpose, p.kind, p.model, c.round, c.row, c.processor"
                        + " FROM calls c JOIN purposes p ON p.number = c.purpose WHERE c.number > ? ORDER BY c.number LIMIT "
                        + PAGE,
                row -> new Call(
                        row.getLong(1),
                        new CallStore.Key(
                                ContentId.hex(row.getBytes(2)),
                                row.getString(3),
                                row.getString(5),
                                (Integer) row.getObject(6),
                                row.getObject(7) == null ? null : Long.valueOf(row.getLong(7)),
                                row.getString(8)),
                        row.getString(4)),
                last);
    }

    private static long count(Database database) throws SQLException {
        return database.first("SELECT count(*) FROM calls", row -> row.getLong(1))
                .orElse(0L);
    }
}
