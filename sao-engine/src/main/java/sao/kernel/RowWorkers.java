package sao.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import sao.tensor.Tensors;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;

/// Distributes independent rows over the calling thread and helper threads.
///
/// Threads take rows one at a time, so a helper that starts late does not delay the others. The result of a
/// row does not depend on the thread that computes it. One calling thread at a time.
public final class RowWorkers implements AutoCloseable {
    private final List<Worker> helpers = new ArrayList<>();
    private final Scratch own = new Scratch();

    /// @param threads number of threads, the caller included; at least 1
    public RowWorkers(int threads) {
        for (int i = 1; i < threads; i++) {
            helpers.add(new Worker("rows-" + i));
        }
    }

    /// The computation of one thread.
    public interface RowTask {
        /// Computes one row.
        void run(int row);
    }

    /// Runs the rows `0` to `count - 1`, each once, and returns when all are done.
    ///
    /// @param task creates the computation of a thread, called once on each participating thread
    /// @throws RuntimeException or Error that the task threw first, on whichever thread, after all threads stopped
    public void forEach(int count, Function<Scratch, RowTask> task) {
        Batch batch = new Batch(count, task);
        int useful = Math.min(helpers.size(), count - 1);
        for (int i = 0; i < useful; i++) {
            helpers.get(i).offer(batch);
        }
        batch.work(own);
        while (batch.unfinished.get() > 0) {
            Thread.onSpinWait(); // at most as long as one row takes
        }
        switch (batch.failure.get()) {
            case null -> {}
            case RuntimeException problem -> throw problem;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private static final class Batch {
        private final int count;
        private final Function<Scratch, RowTask> task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger unfinished;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Batch(int count, Function<Scratch, RowTask> task) {
            this.count = count;
            this.task = task;
            this.unfinished = new AtomicInteger(count);
        }

        /// Computes rows until all are taken. If the task cannot be created, the failure is recorded once and
        /// no row is taken: every row that is taken is counted, otherwise the caller would wait forever.
        void work(Scratch scratch) {
            @Nullable RowTask mine = null;
            for (int row = next.getAndIncrement(); row < count; row = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        mine = mine == null ? task.apply(scratch) : mine;
                        mine.run(row);
                    }
                } catch (Throwable e) { // also an Error: a helper thread would lose it
                    failure.compareAndSet(null, e);
                } finally {
                    unfinished.decrementAndGet();
                }
            }
        }
    }

    private static final class Worker {
        private final Scratch scratch = new Scratch();
        private final Thread thread;
        private final AtomicReference<@Nullable Batch> batch = new AtomicReference<>();
        private volatile boolean closed;

        Worker(String name) {
            thread = Thread.ofPlatform().name(name).daemon().start(this::run);
        }

        void offer(Batch work) {
            batch.set(work);
            LockSupport.unpark(thread);
        }

        private void run() {
            NativeLibrary.useThreads(1); // a row is one thread's work
            while (!closed) {
                Batch work = batch.getAndSet(null);
                if (work == null) {
                    LockSupport.park(this);
                    continue;
                }
                work.work(scratch);
            }
            scratch.close();
        }
    }

    /// Scratch memory of one thread.
    public static final class Scratch implements AutoCloseable {
        static {
            NativeLibrary.start(); // before the first pointer
        }

        private FloatPointer pointer = new FloatPointer(4096);
        private float[] array = new float[4096];
        private float[] sums = new float[0];
        private Optional<Wide> wide = Optional.empty();

        /// Memory for float32 values.
        ///
        /// @param memory `[count]`
        /// @param numbers its first
        private record Wide(Tensor memory, FloatPointer numbers) implements AutoCloseable {
            static Wide of(long count) {
                try (var _ = TensorScope.open()) {
                    Tensor memory = TensorScope.keep(Tensors.zeros(ScalarType.Float, count));
                    return new Wide(memory, TensorScope.keep(memory.data_ptr_float()));
                }
            }

            @Override
            public void close() {
                numbers.close();
                memory.close();
            }
        }

        /// {@return the numbers of a tensor in float32, row by row, until the next call}
        public FloatPointer wide(Tensor narrow) {
            long count = narrow.numel();
            if (wide.isEmpty() || wide.get().memory().numel() < count) {
                wide.ifPresent(Wide::close);
                wide = Optional.of(Wide.of(2 * count));
            }
            try (var _ = TensorScope.open()) {
                wide.get()
                        .memory()
                        .narrow(0, 0, count)
                        .view(Tensors.shape(narrow))
                        .copy_(narrow);
            }
            return wide.get().numbers();
        }

        public void require(int places) {
            if (places > array.length) {
                pointer.close();
                // the engine's thread has a scope open, and what is made in it dies with it
                pointer = TensorScope.keep(new FloatPointer(2L * places));
                array = new float[2 * places];
            }
        }

        public FloatPointer pointer() {
            return pointer;
        }

        public float[] array() {
            return array;
        }

        public float[] sums(int count) {
            if (sums.length < count) {
                sums = new float[count];
            }
            return sums;
        }

        @Override
        public void close() {
            pointer.close();
            wide.ifPresent(Wide::close);
        }
    }

    @Override
    public void close() {
        for (Worker helper : helpers) {
            helper.closed = true;
            LockSupport.unpark(helper.thread);
        }
        own.close();
    }
}
