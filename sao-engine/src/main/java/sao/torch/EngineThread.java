package sao.torch;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import sao.error.SaoException;

/// The one platform thread that owns a model and all its tensors.
///
/// Work is executed in the order of submission. Safe for any number of submitting threads.
public final class EngineThread implements AutoCloseable {
    private final BlockingQueue<Optional<Runnable>> work = new LinkedBlockingQueue<>();
    private final Thread thread; // an empty entry of `work` ends it
    private boolean closed;

    /// Starts the thread.
    ///
    /// @param name the thread's name
    /// @param threads how many threads one tensor operation may use, at least 1
    public EngineThread(String name, int threads) {
        this(name, threads, ComputeDevice.PROCESSOR);
    }

    /// Starts the thread.
    ///
    /// @param name the thread's name
    /// @param threads how many threads one tensor operation may use, at least 1
    /// @param device device of its tensors
    public EngineThread(String name, int threads, ComputeDevice device) {
        NativeLibrary.start(); // a missing library fails on the calling thread
        thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            NativeLibrary.useThreads(threads);
            device.use();
            run();
        });
    }

    private void run() {
        try {
            for (Optional<Runnable> next = work.take(); next.isPresent(); next = work.take()) {
                runSafely(next.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // only an interrupt by the JVM's shutdown ends it here
        }
    }

    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) { // the thread goes on: other callers wait for it
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /// Queues work.
    ///
    /// @param <T> what the work gives
    /// @param body runs on the thread; a scope of its own is not opened for it
    /// @return its result, or what it threw
    /// @throws SaoException if the thread was closed
    public <T> CompletableFuture<T> submit(Supplier<T> body) {
        CompletableFuture<T> result = new CompletableFuture<>();
        enqueue(() -> {
            try {
                result.complete(body.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /// Queues work without a result; it must not throw.
    ///
    /// @throws SaoException if the thread was closed
    public void execute(Runnable body) {
        enqueue(body);
    }

    /// Queues work and waits for it.
    ///
    /// @param <T> what the work gives
    /// @return its result
    /// @throws RuntimeException what the work threw
    public <T> T call(Supplier<T> body) {
        if (isCurrent()) {
            return body.get();
        }
        try {
            return submit(body).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// {@return whether the caller is this thread}
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    private synchronized void enqueue(Runnable task) {
        if (closed && isCurrent()) {
            return; // work queued by the last task is dropped
        }
        if (closed) {
            throw new SaoException(
                    "The engine thread %s was closed before it took the work.".formatted(thread.getName()),
                    "Open the model again, or wait for its answers before closing it.");
        }
        work.add(Optional.of(task));
    }

    /// Ends the thread after the work that is queued.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            work.add(Optional.empty());
        }
        if (!isCurrent()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
