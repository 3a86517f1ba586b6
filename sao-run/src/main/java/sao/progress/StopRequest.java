package sao.progress;

import java.util.Optional;
import java.util.function.Supplier;

/// Somebody's wish that a run ends early, with its state saved.
public final class StopRequest {
    private volatile Optional<Thread> waiting = Optional.empty();
    private volatile boolean made;

    /// Asks the run to stop. From any thread.
    public void make() {
        made = true;
        waiting.ifPresent(Thread::interrupt);
    }

    /// {@return whether somebody asked}
    public boolean isMade() {
        return made;
    }

    /// Runs what is best ended by an interrupt; everything else looks at [#isMade] now and then.
    ///
    /// @return what the body returns
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
