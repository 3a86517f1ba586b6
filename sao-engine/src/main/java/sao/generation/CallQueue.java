package sao.generation;

import java.util.concurrent.CompletableFuture;

/// The operations that a call may request of the lane that computes it.
interface CallQueue {
    /// {@return the caches of a call; they are closed on the engine thread once its result is complete, however it
    /// completes} Any thread.
    CacheLease lease(CompletableFuture<?> result);

    /// Queues a task of a call that has begun, before the tasks of calls that wait. Engine thread only.
    void prefill(PrefillTask task);

    /// Queues a sequence for a decoding slot. Engine thread only.
    void decode(DecodingSequence sequence);
}
