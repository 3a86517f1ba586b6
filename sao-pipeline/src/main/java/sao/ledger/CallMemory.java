package sao.ledger;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Remembers answers under the ids of their questions: what is stored is returned, what is not is asked,
/// committed, then returned. A question that two threads ask at once is asked once.
final class CallMemory {
    /// How one kind of answer is found and put down.
    ///
    /// @param <T> the kind of answer
    interface Kind<T> {
        Optional<T> find(CallStore store, Database database, String id) throws SQLException;

        void put(CallStore store, Database database, CallStore.Key key, T answer) throws SQLException;
    }

    private static final class Counts {
        private final LongAdder stored = new LongAdder();
        private final LongAdder asked = new LongAdder();
    }

    private final LedgerWriter writer;
    private final Readers readers;
    private final CallStore store;
    private final Map<String, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    CallMemory(LedgerWriter writer, Readers readers, CallStore store) {
        this.writer = writer;
        this.readers = readers;
        this.store = store;
    }

    /// {@return the answer to a question, now committed}
    @SuppressWarnings("unchecked") // an id names its kind, so whoever asks under it gets the type it put in
    <T> T remember(CallStore.Key key, Kind<T> kind, Supplier<T> question) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> theirs = underWay.putIfAbsent(key.id(), mine);
        if (theirs != null) {
            Object answer = await(theirs);
            counts(key).stored.increment();
            return (T) answer;
        }
        /* The database is read only after the question is announced: a thread that comes later either finds
         * it under way or, once it is not, finds the answer committed. */
        try {
            T answer = findOrAsk(key, kind, question);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key.id());
        }
    }

    /// {@return for each purpose, how many answers were stored already and how many were asked for}
    Map<String, CallCounts> counts() {
        Map<String, CallCounts> snapshot = new TreeMap<>();
        counts.forEach((purpose, each) -> snapshot.put(purpose, new CallCounts(each.stored.sum(), each.asked.sum())));
        return snapshot;
    }

    private <T> T findOrAsk(CallStore.Key key, Kind<T> kind, Supplier<T> question) {
        Optional<T> stored = readers.read(database -> kind.find(store, database, key.id()));
        if (stored.isPresent()) {
            counts(key).stored.increment();
            return stored.get();
        }
        counts(key).asked.increment();
        T answer = question.get();
        writer.commit(database -> kind.put(store, database, key, answer));
        return answer;
    }

    private Counts counts(CallStore.Key key) {
        return counts.computeIfAbsent(key.purpose(), _ -> new Counts());
    }

    private static Object await(CompletableFuture<Object> theirs) {
        try {
            return theirs.get();
        } catch (InterruptedException e) {
            throw Interruption.of("a question that another row asked");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
