package sao.generation;

import java.util.ArrayList;
import java.util.List;

/// Limits the positions that the caches of one lane's calls may hold.
///
/// Without a memory bound, calls begin while the sequences being decoded hold fewer positions than the limit: most
/// answers end long before their largest length. Within a memory bound, a call begins only when the largest
/// number of positions that it may hold is free, so that no call that has begun can run out of memory.
///
/// Engine thread only.
final class CacheBudget {
    private final int positions;
    private final boolean strict;
    private final EngineMemoryPlan plan;
    private final List<PrefillTask.Listener> begun = new ArrayList<>();

    /// @param options of the lane
    /// @param plan of all lanes
    CacheBudget(EngineOptions options, EngineMemoryPlan plan) {
        this.positions = options.cachedTokens();
        this.strict = options.strict();
        this.plan = plan;
    }

    /// {@return whether another call may begin}
    ///
    /// @param held positions of the sequences being decoded
    boolean admits(PrefillTask.Listener call, int held) {
        if (!strict) {
            return call.sequences().isEmpty() || held < positions;
        }
        begun.removeIf(PrefillTask.Listener::isReleased);
        return begun.stream().mapToInt(PrefillTask.Listener::mostPositions).sum() + call.mostPositions() <= positions;
    }

    /// Counts a call that begins.
    void begin(PrefillTask.Listener call) {
        if (strict && call.mostPositions() > 0) {
            begun.add(call);
        }
    }

    /// Refuses a call that can never begin.
    ///
    /// @throws sao.error.SaoException if it may hold more positions than the lane has
    void requireFor(PrefillTask.Listener call) {
        if (strict && call.mostPositions() > positions) {
            throw plan.refusal(call.mostPositions(), positions);
        }
    }

    /// {@return the failure, with an explanation of the memory plan if there was no memory left}
    RuntimeException explained(RuntimeException failure) {
        return EngineMemoryPlan.isExhaustion(failure) ? plan.exhausted(failure) : failure;
    }
}
