package sao.progress;

import java.util.Optional;
import java.util.function.Supplier;

/// A request to end a run early, with its state saved. It is made once, from any thread, and cannot be withdrawn.
public final class StopRequest {
    private Optional<Thread> waiting = Optional.empty();
    private boolean isInterrupting;
    private volatile boolean requested;

    /// Requests the stop, and interrupts the thread that is in [#interrupting]. May be called from any thread.
    public synchronized void request() {
        requested = true;
        if (waiting.isPresent()) {
            isInterrupting = true;
            waiting.get().interrupt();
        }
    }

    /// {@return whether the stop was requested}
    public boolean isRequested() {
        return requested;
    }

    /// Runs an action on the calling thread, which a stop request interrupts. Work that does not respond to an
    /// interrupt polls [#isRequested] instead. When the method returns, the thread is not interrupted by the
    /// request: what it does next, such as committing to the ledger, is not disturbed.
    ///
    /// @return the action's result
    /// @throws InterruptedRunException if the stop was requested before the action began
    public <T> T interrupting(Supplier<T> body) {
        begin();
        try {
            return body.get();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (requested) {
            throw new InterruptedRunException();
        }
        waiting = Optional.of(Thread.currentThread());
    }

    private synchronized void end() {
        waiting = Optional.empty();
        if (isInterrupting) {
            isInterrupting = false;
            boolean _ = Thread.interrupted();
        }
    }
}
