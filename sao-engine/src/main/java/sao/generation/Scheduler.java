package sao.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.InferenceMode;
import sao.architecture.CausalLanguageModel;
import sao.cache.Caches;
import sao.cache.DeviceCaches;
import sao.cache.PassSizes;
import sao.cache.PrefillChunk;
import sao.cache.PrefixCache;
import sao.error.SaoException;
import sao.kernel.RowWorkers;
import sao.sampling.DeviceSamplers;
import sao.sampling.Sampler;
import sao.torch.EngineThread;

/// Decides what the model computes next: in each turn it reads chunks of waiting prompts and draws one token for
/// each sequence that has a slot.
///
/// [#submit], [#lease] and [#load] may be called by any thread, everything else by the engine thread. A
/// call's caches are closed between two turns; at the beginning of a turn everything that belongs to a call
/// that is over is dropped, so that no closed cache is read.
final class Scheduler implements CallQueue, AutoCloseable {
    /// Maximum number of prefill passes between two decoding steps while slots are free: an idle slot reduces
    /// throughput more than a delayed token.
    private static final int PREFILL_PASSES = 4;

    private final EngineOptions options;
    private final EngineThread thread;
    private final RowWorkers workers;
    private final CacheBudget budget;
    private final PrefillShape shape;
    private final Caches caches;
    private final PrefixCache prefixes;
    private final PrefillPass prefill;
    private final DecodingSlots slots;
    private final Set<CacheLease> leases = ConcurrentHashMap.newKeySet();
    private final Deque<PrefillTask> prompts = new ArrayDeque<>();
    private final Deque<PrefillTask> scorings = new ArrayDeque<>();
    private final List<PrefillTask> open = new ArrayList<>();
    private volatile EngineLoad load;
    private boolean turning;
    private boolean closed;

    /// Runs on the lane's thread.
    ///
    /// @param model stays the caller's
    /// @param options of the lane
    /// @param plan of all lanes together
    /// @param thread of the lane; stays the caller's
    Scheduler(CausalLanguageModel model, EngineOptions options, EngineMemoryPlan plan, EngineThread thread) {
        this.options = options;
        this.thread = thread;
        this.workers = new RowWorkers(options.threads());
        this.budget = new CacheBudget(options, plan);
        this.shape = PrefillShape.of(options.device());
        this.caches = DeviceCaches.of(model, options.device(), options.initialPositions(), workers);
        this.prefixes = new PrefixCache(caches::allocate, options.prefixTokens());
        Sampler sampler = DeviceSamplers.of(workers);
        this.load = new EngineLoad(options.slots(), 0, 0, 0);
        try (var _ = new InferenceMode()) {
            PassSizes rows = caches.decodingSizes(options.slots());
            this.slots = new DecodingSlots(
                    model, options.slots(), budget, new DecodingSlots.StepParts(caches, rows, sampler));
            this.prefill = new PrefillPass(model, caches.prefillSizes(shape.most()), sampler, caches);
        }
    }

    /// Begins a call for answers. Any thread.
    void submit(GenerateCall call) {
        PrefillTask task = call.prefill();
        thread.execute(() -> begin(task, prompts));
    }

    /// Begins a task from which no tokens are drawn, such as that of a [ScoreCall]. Any thread.
    void submit(PrefillTask task) {
        thread.execute(() -> begin(task, scorings));
    }

    private void begin(PrefillTask task, Deque<PrefillTask> queue) {
        if (closed) {
            task.listener().failed(ended());
            return;
        }
        try {
            budget.requireFor(task.listener());
        } catch (SaoException e) {
            task.listener().failed(e);
            return;
        }
        queue.add(task);
        if (!turning) {
            turning = true;
            thread.execute(this::turn);
        }
    }

    private static SaoException ended() {
        return new SaoException(
                "The model was closed before it had answered.", "Wait for its answers before closing it.");
    }

    @Override
    public CacheLease lease(CompletableFuture<?> result) {
        CacheLease lease = new CacheLease(prefixes);
        leases.add(lease);
        var _ = result.whenComplete((_, _) -> thread.execute(() -> end(lease)));
        return lease;
    }

    private void end(CacheLease lease) {
        leases.remove(lease);
        lease.close();
    }

    /// {@return the load at the end of the last turn} Any thread.
    EngineLoad load() {
        return load;
    }

    /// {@return the number of positions in all caches of the lane, those of the prefix cache included}
    int heldPositions() {
        return caches.heldPositions();
    }

    @Override
    public void prefill(PrefillTask task) {
        scorings.addFirst(task);
    }

    @Override
    public void decode(DecodingSequence sequence) {
        slots.add(sequence);
    }

    private void turn() {
        if (closed) {
            return;
        }
        try (var _ = new InferenceMode()) {
            compute();
        } catch (RuntimeException | Error e) {
            failAll(new SaoException("The model failed: " + e, "Run again with -v and read the log.", e));
        }
        load = new EngineLoad(
                options.slots(),
                slots.decoding(),
                prompts.size() + scorings.size() + slots.waiting(),
                slots.heldTokens());
        turning = !isIdle();
        if (turning) {
            thread.execute(this::turn); // behind calls submitted meanwhile, so that every turn sees new calls
        }
    }

    private boolean isIdle() {
        return prompts.isEmpty() && scorings.isEmpty() && open.isEmpty() && slots.isIdle();
    }

    private void compute() {
        slots.releaseDone();
        boolean more = true;
        for (int pass = 0; pass < PREFILL_PASSES && more; pass++) {
            prefillOnce();
            slots.fill();
            more = !prompts.isEmpty() && admits(prompts.peek().listener());
        }
        slots.decodeOnce();
        slots.fill();
    }

    /// {@return whether another call may begin: there are slots for its answers and positions for its caches}
    private boolean admits(PrefillTask.Listener call) {
        if (call.sequences().isEmpty()) {
            return budget.admits(call, 0);
        }
        int coming = open.stream()
                .mapToInt(task -> task.listener().sequences().size())
                .sum();
        return slots.hasSlotBehind(coming) && budget.admits(call, slots.heldTokens());
    }

    private void prefillOnce() {
        dropOver();
        List<ScheduledChunk> chunks = new ArrayList<>();
        int rows = 0;
        for (PrefillTask task : open) {
            rows = addChunk(task, chunks, rows);
        }
        rows = openMore(prompts, chunks, rows);
        openMore(scorings, chunks, rows);
        if (chunks.isEmpty()) {
            return;
        }
        try {
            prefill.run(chunks);
        } catch (RuntimeException e) {
            chunks.forEach(chunk -> chunk.task().listener().failed(budget.explained(e)));
            dropOver();
            return;
        }
        chunks.forEach(this::advance);
    }

    private void advance(ScheduledChunk scheduled) {
        PrefillTask task = scheduled.task();
        task.advance(scheduled.chunk().count());
        if (!task.isComplete()) {
            return;
        }
        open.remove(task);
        try {
            task.listener().finished(task.cache());
        } catch (RuntimeException e) {
            task.listener().failed(budget.explained(e));
        }
    }

    private int addChunk(PrefillTask task, List<ScheduledChunk> chunks, int rows) {
        int count = task.next();
        PrefillChunk chunk = new PrefillChunk(task.cache(), count, rows, shape.rowsFor(count));
        if (rows + chunk.rows() > shape.most()) {
            return rows;
        }
        chunks.add(new ScheduledChunk(task, chunk));
        return rows + chunk.rows();
    }

    private int openMore(Deque<PrefillTask> waiting, List<ScheduledChunk> chunks, int rows) {
        int filled = rows;
        while (!waiting.isEmpty() && filled < shape.most()) {
            PrefillTask task = waiting.peek();
            if (task.listener().isOver()) {
                waiting.remove();
                continue;
            }
            if (!admits(task.listener())) {
                break;
            }
            waiting.remove();
            if (!opened(task)) {
                continue;
            }
            filled = addChunk(task, chunks, filled);
            if (chunks.getLast().task() != task) {
                break; // it did not fit; the next pass begins with it
            }
        }
        return filled;
    }

    /// {@return whether the task has its cache; if not, its call failed and the others go on}
    private boolean opened(PrefillTask task) {
        try {
            task.open();
        } catch (RuntimeException e) {
            task.listener().failed(budget.explained(e));
            return false;
        }
        budget.begin(task.listener());
        open.add(task);
        return true;
    }

    private void dropOver() {
        open.removeIf(task -> task.listener().isOver());
    }

    private void failAll(SaoException failure) {
        prompts.forEach(task -> task.listener().failed(failure));
        scorings.forEach(task -> task.listener().failed(failure));
        open.forEach(task -> task.listener().failed(failure));
        slots.failAll(failure);
        prompts.clear();
        scorings.clear();
        open.clear();
    }

    /// Fails all calls that have no result and frees the caches.
    @Override
    public void close() {
        closed = true;
        failAll(ended());
        leases.forEach(CacheLease::close);
        leases.clear();
        prefixes.close();
        caches.close();
        workers.close();
    }
}
