package sao.calls;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sao.content.ContentId;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.database.ReaderPool;

/// The answered calls in the ledger of another run, for reading. Calls that the other run answers later may be
/// missing. Any thread.
public final class OtherCalls implements AutoCloseable {
    private final LedgerFile file;
    private final ReaderPool readers;
    private final CallIndex index;

    /// An answered call.
    ///
    /// @param answer generation or score
    /// @param processor what computed the answer; null if unknown
    record Found<T>(T answer, @Nullable String processor) {}

    private OtherCalls(LedgerFile file, CallIndex index) {
        this.file = file;
        this.readers = new ReaderPool(file);
        this.index = index;
    }

    /// Opens the calls of a run, also while another process writes them.
    ///
    /// @param folder of the run
    /// @throws sao.error.SaoException if there is no ledger, or it is damaged, too new, or of an older version
    public static OtherCalls open(Path folder) {
        LedgerFile file = new LedgerFile(folder);
        try (Database database = file.openForReading()) {
            return new OtherCalls(file, new CallIndex(database));
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /// {@return the answer to a request, with the processor that computed it}
    ///
    /// @param id content id of the request
    <T> Optional<Found<T>> find(String id, CallMemory.Kind<T> kind) {
        return readers.read(database -> {
            Optional<Long> call = index.find(database, ContentId.bytes(id));
            return call.isEmpty() ? Optional.empty() : Optional.of(read(database, call.get(), kind));
        });
    }

    private static <T> Found<T> read(Database database, long call, CallMemory.Kind<T> kind) throws SQLException {
        String processor = database.first(
                        "SELECT coalesce(processor, '') FROM calls WHERE number = ?", row -> row.getString(1), call)
                .orElseThrow(() -> Database.damaged("call %d is missing".formatted(call)));
        return new Found<>(kind.read().of(database, call), processor.isEmpty() ? null : processor);
    }

    @Override
    public void close() {
        file.run(readers::close);
    }
}
