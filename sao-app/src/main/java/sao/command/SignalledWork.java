package sao.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import sao.progress.StopRequest;

/// Work that saves its state when the process receives SIGINT or SIGTERM.
///
/// @param command continues the work later; shown to the user
/// @param say receives the sentences for the user
public record SignalledWork(String command, Consumer<String> say) {
    /// Timeout for saving the state, longer than one training step of a small model. After it the process ends
    /// without saving.
    private static final long LIMIT_SECONDS = 60;

    /// {@return the result of the work}
    ///
    /// @param work checks the request from time to time
    public <T> T run(Function<StopRequest, T> work) {
        StopRequest stop = new StopRequest();
        CountDownLatch over = new CountDownLatch(1);
        try (Signals.Registration _ = Signals.stopBy(() -> stop(stop, over))) {
            return work.apply(stop);
        } catch (RuntimeException e) {
            over.countDown();
            if (stop.isRequested()) {
                waitForExit();
            }
            throw e;
        } finally {
            over.countDown();
        }
    }

    private int stop(StopRequest stop, CountDownLatch over) {
        say.accept("Stopping; saving the state ...");
        stop.request();
        boolean saved = false;
        try {
            saved = over.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say.accept((saved ? "Interrupted; the state is saved." : "Interrupted; the unfinished step is repeated.")
                + " To continue:\n  " + command);
        return ExitCode.INTERRUPTED;
    }

    /// Waits until the signal's thread ends the process, so that the exception of the stop is not printed.
    private static void waitForExit() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
