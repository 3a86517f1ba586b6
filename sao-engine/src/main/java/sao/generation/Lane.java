package sao.generation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import sao.architecture.CausalLanguageModel;
import sao.torch.EngineThread;

/// A thread that computes batches of calls with weights that it shares with the other lanes.
///
/// Lanes never synchronise with each other; threads within one lane synchronise after every operator.
///
/// **Threads.** Any thread may call. All tensors but the weights belong to the lane's own thread.
final class Lane implements AutoCloseable {
    private final EngineThread thread;
    private final Scheduler scheduler;
    private final AtomicInteger waiting = new AtomicInteger();

    /// @param thread the lane's own; the lane closes it
    /// @param model stays the caller's, and must be open as long as this lane
    /// @param options of this lane
    /// @param plan of all lanes
    Lane(EngineThread thread, CausalLanguageModel model, EngineOptions options, EngineMemoryPlan plan) {
        this.thread = thread;
        try {
            this.scheduler = thread.call(() -> new Scheduler(model, options, plan, thread));
        } catch (RuntimeException e) {
            thread.close();
            throw e;
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /// {@return the number of calls that have no result yet}
    int waiting() {
        return waiting.get();
    }

    /// {@return the same result, counted as waiting until it is complete}
    <T> CompletableFuture<T> counted(CompletableFuture<T> result) {
        waiting.incrementAndGet();
        var _ = result.whenComplete((_, _) -> waiting.decrementAndGet());
        return result; // itself, so that cancelling it ends the call
    }

    /// Fails all calls that have no result, and ends the thread.
    @Override
    public void close() {
        thread.execute(scheduler::close);
        thread.close();
    }
}
