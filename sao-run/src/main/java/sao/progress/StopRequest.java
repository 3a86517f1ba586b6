package sao.progress;

import java.util.Optional;
import java.util.function.Supplier;

/// A request to end a run early, with its state saved. It is made once, from any thread, and cannot be withdrawn.
public final class StopRequest {
    private volatile Optional<Thread> waiting = Optional.empty();
    private volatile boolean made;

    /// Requests the stop, and interrupts the thread that is in [#interrupting]. May be called from any thread.
    public void make() {
        made = true;
        waiting.ifPresent(Thread::interrupt);
    }

    /// {@return whether the stop was requested}
    public boolean isMade() {
        return made;
    }

    /// Runs an action on the calling thread, which a stop request interrupts. Work that does not respond to an
    /// interrupt polls [#isMade] instead.
    ///
    /// @return the action's result
    /// @throws InterruptedRunException if the stop was requested before the action began
    public <T> T interrupting(Supplier<T> body) {
        waiting = Optional.of(Thread.currentThread());
        try {
            if (made) {
                throw new InterruptedRunException();
            }
            return body.get();
        } finally {
            waiting = Optional.empty();
        }
    }
}
