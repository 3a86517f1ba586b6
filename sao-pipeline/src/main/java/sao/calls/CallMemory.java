package sao.calls;

import java.sql.SQLException;
import java.util.List;
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

/// Answers requests by their content ids: an answer in the ledger is returned, one in another run's ledger is
/// copied, and a missing one is requested from the model. A new answer is committed before it is returned. A
/// request that two threads make at once is asked once.
public final class CallMemory {
    /// How one kind of answer is found and stored.
    ///
    /// @param <T> the kind of answer
    /// @param find finds the answer to a request
    /// @param read reads the answer of a call in any ledger
    /// @param put stores the answer to a request
    record Kind<T>(Find<T> find, Read<T> read, Put<T> put) {
        /// Finds an answer by the id of its request.
        interface Find<T> {
            Optional<T> of(CallStore store, Database database, String id) throws SQLException;
        }

        /// Reads an answer by the number of its call.
        interface Read<T> {
            T of(Database database, long call) throws SQLException;
        }

        /// Stores an answer.
        interface Put<T> {
            void to(CallStore store, RowWriter rows, CallStore.Key key, T answer) throws SQLException;
        }
    }

    private final CommitThread writer;
    private final ReaderPool readers;
    private final CallStore store;
    private final List<OtherCalls> others;
    private final Map<String, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();

    /// @param writer commits new answers
    /// @param readers look answers up
    /// @param store format of the answers
    /// @param others calls of other runs, searched in order; still owned by the caller
    public CallMemory(CommitThread writer, ReaderPool readers, CallStore store, List<OtherCalls> others) {
        this.writer = writer;
        this.readers = readers;
        this.store = store;
        this.others = List.copyOf(others);
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

    /// {@return whether the answer to a request is stored}
    boolean holds(String id, Kind<?> kind) {
        return readers.read(database -> kind.find().of(store, database, id).isPresent())
                || others.stream().anyMatch(other -> other.find(id, kind).isPresent());
    }

    private <T> T findOrAsk(CallStore.Key key, Kind<T> kind, Supplier<T> question) {
        Optional<T> stored = readers.read(database -> kind.find().of(store, database, key.id()));
        if (stored.isPresent()) {
            return stored.get();
        }
        Optional<T> copied = copied(key, kind);
        if (copied.isPresent()) {
            return copied.get();
        }
        T answer = question.get();
        writer.commit(rows -> kind.put().to(store, rows, key, answer));
        return answer;
    }

    /// {@return the answer of another run, stored here as computed by what computed it there}
    private <T> Optional<T> copied(CallStore.Key key, Kind<T> kind) {
        for (OtherCalls other : others) {
            Optional<OtherCalls.Found<T>> found = other.find(key.id(), kind);
            if (found.isPresent()) {
                T answer = found.get().answer();
                CallStore.Key own = key.computedBy(found.get().processor());
                writer.commit(rows -> kind.put().to(store, rows, own, answer));
                return Optional.of(answer);
            }
        }
        return Optional.empty();
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
