package sao.command;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/// What the process does on Ctrl-C (SIGINT) and on SIGTERM: the stop action of the running command, then an exit by
/// [ProcessExit]. Further signals have no effect, because the JVM is already shutting down. Any thread.
public final class Signals {
    private static final Deque<IntSupplier> ACTIONS = new ConcurrentLinkedDeque<>();
    private static final AtomicBoolean ENDED = new AtomicBoolean();

    private Signals() {}

    /// Handles signals from now on, until [#ended]. Called once, before the command begins.
    ///
    /// @param last runs directly before the process exits
    public static void handle(Runnable last) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("sao-stop").unstarted(() -> stop(last)));
    }

    /// Ends the handling of signals, because the command has finished: the process now exits normally.
    public static void ended() {
        ENDED.set(true);
    }

    /// Registers the stop action of a command.
    ///
    /// @param action stops the command and returns the exit code; runs on a thread of its own
    /// @return removes the action
    public static Registration stopBy(IntSupplier action) {
        ACTIONS.push(action);
        return () -> ACTIONS.remove(action);
    }

    /// Removes an action when it is closed.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private static void stop(Runnable last) {
        if (ENDED.get()) {
            return;
        }
        IntSupplier action = ACTIONS.peek();
        int status = action == null ? ExitCode.INTERRUPTED : action.getAsInt();
        last.run();
        ProcessExit.now(status);
    }
}
