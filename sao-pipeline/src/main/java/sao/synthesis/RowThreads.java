package sao.synthesis;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import sao.calls.RowScope;
import sao.synthesis.FailedRows.FailedRowException;

/// Processes rows concurrently, each on its own virtual thread, up to a maximum number at a time. A failed model
/// call ends its row only. Too many failed rows, any other exception, or an interrupt of the calling thread ends
/// all rows.
final class RowThreads {
    /// Processes one row.
    interface Carrier {
        /// Processes a row to its end.
        ///
        /// @return whether its prompt was answered
        boolean carry(Row row);
    }

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("row-", 0).factory());
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final PromptGate gate;
    private final FailedRows failedRows;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Semaphore permits;
    private final int inFlight;

    RowThreads(PromptGate gate, FailedRows failedRows, int inFlight) {
        this.gate = gate;
        this.failedRows = failedRows;
        this.inFlight = inFlight;
        this.permits = new Semaphore(inFlight);
    }

    /// Draws and processes rows until the gate needs no more, the budget is used up or there are no more personas,
    /// and waits until all rows have ended.
    ///
    /// @throws CancellationException if this thread was interrupted; all rows have ended
    /// @throws TooManyFailuresException if too many rows failed
    void run(RowSource rows, long budget, Carrier carrier) {
        try {
            for (long row = 0; row < budget && gate.wantsMore(row); row++) {
                permits.acquire();
                Optional<Row> next = failure.get() == null ? rows.next(row, gate.weights(row)) : Optional.empty();
                if (next.isEmpty()) {
                    permits.release();
                    break;
                }
                begin(next.get(), carrier);
            }
            permits.acquire(inFlight); // all rows have ended
        } catch (InterruptedException _) {
            fail(new CancellationException("interrupted"));
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
        rethrow();
        failedRows.requireAnswered(answered.get(), begun.get());
    }

    private void begin(Row row, Carrier carrier) {
        Runnable task = () -> {
            try {
                begun.incrementAndGet();
                RowScope.run(row.number(), () -> carry(row, carrier));
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                permits.release();
            }
        };
        try {
            threads.execute(task);
        } catch (RejectedExecutionException _) {
            permits.release(); // a row failed in the meantime
        }
    }

    private void carry(Row row, Carrier carrier) {
        try {
            if (carrier.carry(row)) {
                answered.incrementAndGet();
            }
        } catch (FailedRowException e) {
            if (failure.get() == null) { // otherwise the interrupt of all rows caused this failure
                failedRows.drop(row, e, begun.get());
            }
        }
    }

    private void fail(Throwable problem) {
        if (failure.compareAndSet(null, problem)) {
            gate.stop();
            threads.shutdownNow();
        }
    }

    /// Interrupts the rows in progress and waits for their end, even if this thread is interrupted meanwhile.
    private void end() {
        if (failure.get() != null) {
            threads.shutdownNow();
        } else {
            threads.shutdown();
        }
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.HOURS)) {
                    break;
                }
            } catch (InterruptedException _) {
                interrupted = true;
                threads.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException problem -> throw problem;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
