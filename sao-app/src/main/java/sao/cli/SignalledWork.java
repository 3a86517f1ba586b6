package sao.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import sao.progress.StopRequest;

/// Work that Ctrl-C or a termination signal ends in good order.
///
/// @param command that goes on with it
/// @param say tells the user
record SignalledWork(String command, Consumer<String> say) {
    /// Longer than any step of a small model's training; after it the process ends all the same.
    private static final long PATIENCE_SECONDS = 60;

    /// {@return what the work gives}
    ///
    /// @param work looks at the request now and then
    <T> T run(Function<StopRequest, T> work) {
        StopRequest stop = new StopRequest();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("sao-stop").unstarted(() -> stop(stop, over));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.apply(stop);
        } catch (RuntimeException e) {
            over.countDown();
            if (stop.isMade()) {
                waitForTheEnd();
            }
            throw e;
        } finally {
            over.countDown();
            if (!stop.isMade()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void stop(StopRequest stop, CountDownLatch over) {
        say.accept("Stopping; saving the state ...");
        stop.make();
        boolean saved = false;
        try {
            saved = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say.accept((saved ? "Interrupted; the state is saved." : "Interrupted; what was under way is done again.")
                + " To continue:\n  " + command);
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /// The hook is speaking its last words and ends the process; the main thread has nothing more to say.
    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
