package sao.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import sao.error.SaoException;

/// Applies a function to the elements of a list on virtual threads with a limit on concurrency. A model that the
/// function calls can batch the concurrent calls.
///
/// @param limit maximum number of concurrent calls of the function, at least 1
/// @param progress called after each finished element, on any thread, concurrently
public record BoundedConcurrency(int limit, Runnable progress) {
    public BoundedConcurrency {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is %d, but it must be at least 1".formatted(limit));
        }
    }

    /// {@return a limit without a progress callback}
    public static BoundedConcurrency of(int limit) {
        return new BoundedConcurrency(limit, () -> {});
    }

    /// {@return the results of the function, in the order of the elements}
    ///
    /// @param <T> type of the elements
    /// @param <R> type of the results
    /// @param things elements
    /// @param question function, called once for each element; its first exception ends the other calls and is
    ///     rethrown
    /// @throws SaoException if the calling thread is interrupted; its interrupt flag is set
    public <T, R> List<R> map(List<T> things, Function<T, R> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                List<R> answers = new ArrayList<>(things.size());
                for (Future<R> future : submitted(things, question, threads)) {
                    answers.add(future.get());
                }
                return answers;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw unwrapped(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new SaoException("The work was interrupted.", "Run the same command again; it continues.", e);
            }
        }
    }

    /// Submits elements as permits become free, and none after a failure.
    private <T, R> List<Future<R>> submitted(List<T> things, Function<T, R> question, ExecutorService threads)
            throws InterruptedException {
        Semaphore free = new Semaphore(limit);
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<R>> futures = new ArrayList<>(things.size());
        for (T thing : things) {
            free.acquire();
            if (failed.get()) {
                break;
            }
            futures.add(threads.submit(() -> {
                boolean answered = false;
                try {
                    R answer = question.apply(thing);
                    answered = true;
                    progress.run();
                    return answer;
                } finally {
                    failed.compareAndSet(false, !answered);
                    free.release();
                }
            }));
        }
        return futures;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}
