package sao.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sao.catalog.ModelStore;
import sao.loop.Progress;
import sao.loop.Run;
import sao.loop.RunRequest;
import sao.loop.StopRequest;

/// A run that Ctrl-C or a termination signal ends in good order.
///
/// @param request what the user asked for
/// @param store where catalog models are kept
/// @param progress tells the user how far it is
/// @param err for the last words
record SignalledRun(RunRequest request, ModelStore store, Progress progress, PrintWriter err) {
    /// Longer than any step of a small model's training; after it the process ends all the same.
    private static final long PATIENCE_SECONDS = 60;

    /// {@return what came out, in words}
    List<String> run() {
        StopRequest stop = new StopRequest();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("sao-stop").unstarted(() -> stop(stop, over));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new Run(request, store, progress, stop).run();
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
        progress.say("Stopping; saving the state ...");
        stop.make();
        boolean saved = false;
        try {
            saved = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.say((saved ? "Interrupted; the state is saved." : "Interrupted; what was under way is done again.")
                + " To continue:\n  " + request.command());
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
