package sao.concurrent;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Executes an action of each row in row order, one at a time, although the rows run on different threads. Each
/// waiting row blocks its thread; the caller that starts the rows limits their number.
public final class TurnOrder {
    private final Map<Long, CompletableFuture<Void>> waiting = new HashMap<>();
    private long next;

    /// Waits until all earlier rows have passed, runs an action, and lets the next row pass.
    ///
    /// @param <T> type of the result
    /// @param row number of the row, from 0; each row must pass exactly once, otherwise all later rows wait
    ///     without end
    /// @param decision action; its exceptions are passed on after the next row may pass
    /// @return the result of `decision`
    /// @throws CancellationException if the thread is interrupted while it waits
    /// @throws IllegalArgumentException if the row has passed before
    public <T> T pass(long row, Supplier<T> decision) {
        await(turn(row));
        try {
            return decision.get();
        } finally {
            letNextPass();
        }
    }

    /// {@return whether a row has passed}
    public synchronized boolean hasPassed(long row) {
        return row < next;
    }

    private synchronized CompletableFuture<Void> turn(long row) {
        if (row == next) {
            return CompletableFuture.completedFuture(null);
        }
        if (row < next) {
            throw new IllegalArgumentException("row %d has passed, the next one is %d".formatted(row, next));
        }
        return waiting.computeIfAbsent(row, _ -> new CompletableFuture<>());
    }

    private synchronized void letNextPass() {
        next++;
        CompletableFuture<Void> turn = waiting.remove(next);
        if (turn != null) {
            turn.complete(null);
        }
    }

    private static void await(CompletableFuture<Void> turn) {
        try {
            turn.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for earlier rows");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
