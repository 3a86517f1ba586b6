package sao.generation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import sao.architecture.CausalLanguageModel;
import sao.torch.EngineThread;

/// One thread that computes batches of its own with weights that it shares with other lanes.
///
/// Two lanes of one thread each wait for each other never, two threads of one lane at every operation.
///
/// **Threads.** Any may ask; all tensors but the weights belong to the lane's own.
final class Lane implements AutoCloseable {
    private final EngineThread thread;
    private final Scheduler scheduler;
    private final AtomicInteger waiting = new AtomicInteger();

    /// @param thread the lane's own; the lane closes it
    /// @param model stays the caller's, and must be open as long as this lane
    /// @param settings of this lane
    /// @param plan of all lanes
    Lane(EngineThread thread, CausalLanguageModel model, EngineSettings settings, MemoryPlan plan) {
        this.thread = thread;
        try {
            this.scheduler = thread.call(() -> new Scheduler(model, settings, plan, thread));
        } catch (RuntimeException e) {
            thread.close();
            throw e;
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /// {@return how many calls are not answered yet}
    int waiting() {
        return waiting.get();
    }

    /// {@return the same result, counted as waiting until it comes}
    <T> CompletableFuture<T> counted(CompletableFuture<T> result) {
        waiting.incrementAndGet();
        var _ = result.whenComplete((_, _) -> waiting.decrementAndGet());
        return result; // itself, so that cancelling it ends the call
    }

    /// Ends all calls that are not answered, and the thread.
    @Override
    public void close() {
        thread.execute(scheduler::close);
        thread.close();
    }
}
