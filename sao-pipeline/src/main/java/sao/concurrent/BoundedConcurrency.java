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

/// Runs one question over many things on virtual threads, so that the model behind it sees them together
/// and can batch them.
///
/// @param limit most things in flight at a time, at least 1
/// @param progress runs after each that is done, on any thread, several at a time
public record BoundedConcurrency(int limit, Runnable progress) {
    public BoundedConcurrency {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is %d, but it must be at least 1".formatted(limit));
        }
    }

    /// {@return at most `limit` at a time, and nobody is told}
    public static BoundedConcurrency of(int limit) {
        return new BoundedConcurrency(limit, () -> {});
    }

    /// {@return the answers, in the order of the things}
    ///
    /// @param <T> a thing
    /// @param <R> an answer
    /// @param things what to ask about
    /// @param question asked once for each; its first exception ends the rest and is thrown on
    /// @throws SaoException if the calling thread is interrupted
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
                throw new SaoException("The work was interrupted.", "Run the same command again; it goes on.", e);
            }
        }
    }

    /// Submits as places become free; after a failure no more.
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
