package sao.calls;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import sao.database.CommitThread;
import sao.database.Database;
import sao.database.ReaderPool;
import sao.database.RowWriter;

/// Answers requests from the ledger by their content ids: a stored answer is returned, a missing one is asked of
/// the model, committed, then returned. A request that two threads make at once is asked once.
public final class CallMemory {
    /// How one kind of answer is found and stored.
    ///
    /// @param <T> the kind of answer
    interface Kind<T> {
        Optional<T> find(CallStore store, Database database, String id) throws SQLException;

        void put(CallStore store, RowWriter rows, CallStore.Key key, T answer) throws SQLException;
    }

    private final CommitThread writer;
    private final ReaderPool readers;
    private final CallStore store;
    private final Map<String, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();

    /// @param writer commits new answers
    /// @param readers look answers up
    /// @param store format of the answers
    public CallMemory(CommitThread writer, ReaderPool readers, CallStore store) {
        this.writer = writer;
        this.readers = readers;
        this.store = store;
    }

    /// {@return the answer to a request, committed}
    ///
    /// @throws CancellationException if this thread is interrupted
    @SuppressWarnings("unchecked") // an id names its kind, so every caller gets the type that it stored
    <T> T remember(CallStore.Key key, Kind<T> kind, Supplier<T> question) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> theirs = underWay.putIfAbsent(key.id(), mine);
        while (theirs != null) {
            Optional<Object> answer = await(theirs);
            if (answer.isPresent()) {
                return (T) answer.get();
            }
            theirs = underWay.putIfAbsent(key.id(), mine); // the other thread was cancelled, this one was not
        }
        /* The database is read only after the request is announced: a thread that comes later either finds
         * it under way or, once it is not, finds the answer committed. */
        try {
            T answer = findOrAsk(key, kind, question);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key.id(), mine);
        }
    }

    private <T> T findOrAsk(CallStore.Key key, Kind<T> kind, Supplier<T> question) {
        Optional<T> stored = readers.read(database -> kind.find(store, database, key.id()));
        if (stored.isPresent()) {
            return stored.get();
        }
        T answer = question.get();
        writer.commit(rows -> kind.put(store, rows, key, answer));
        return answer;
    }

    /// {@return the answer that another thread asked for; none if that thread was cancelled}
    private static Optional<Object> await(CompletableFuture<Object> theirs) {
        try {
            return Optional.of(theirs.get());
        } catch (InterruptedException e) {
            throw CommitThread.interrupted("a request that another row made");
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CancellationException) {
                return Optional.empty();
            }
            if (cause instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        }
    }
}
