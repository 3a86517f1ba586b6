package sao.concurrent;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Lets the threads of many rows pass one at a time, in the order of their rows, whatever the order they
/// come in. How far rows may run ahead is up to whoever starts them: each waiting row is one thread.
public final class TurnOrder {
    private final Map<Long, CompletableFuture<Void>> waiting = new HashMap<>();
    private long next;

    /// Waits until all rows before this one have passed, does something, and lets the next row pass.
    ///
    /// @param row from 0; every row must pass exactly once, or all behind it wait for ever
    /// @param decision what is done in turn
    /// @return what `decision` returned
    /// @throws CancellationException if the thread was interrupted while waiting
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
            throw new CancellationException("interrupted while waiting for the rows before");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
