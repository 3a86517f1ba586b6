package sao.generation;

import java.util.ArrayList;
import java.util.List;
import sao.error.SaoException;

/// How much the calls of one lane may hold of cached positions.
///
/// Without a bound of memory, calls begin as long as the answers under way hold less than the room: most
/// answers end long before their limit. Within a bound, a call begins only when all that it may come to hold
/// has room, so that what was begun is never short of it.
final class CacheRoom {
    private final int positions;
    private final boolean strict;
    private final MemoryPlan plan;
    private final List<Reading.Listener> begun = new ArrayList<>();

    /// @param settings of the lane
    /// @param plan of all lanes
    CacheRoom(EngineSettings settings, MemoryPlan plan) {
        this.positions = settings.cachedTokens();
        this.strict = settings.strict();
        this.plan = plan;
    }

    /// {@return whether another call may begin}
    ///
    /// @param held positions of the answers under way
    boolean hasFor(Reading.Listener call, int held) {
        if (!strict) {
            return call.answers().isEmpty() || held < positions;
        }
        begun.removeIf(Reading.Listener::isOver);
        return begun.stream().mapToInt(Reading.Listener::room).sum() + call.room() <= positions;
    }

    /// Counts a call that begins.
    void begin(Reading.Listener call) {
        if (strict && call.room() > 0) {
            begun.add(call);
        }
    }

    /// @throws SaoException if the call could never begin
    void requireFor(Reading.Listener call) {
        if (strict && call.room() > positions) {
            throw plan.refusal(call.room(), positions);
        }
    }

    /// {@return a failure in words that say what memory there was, if that was the reason}
    RuntimeException explained(RuntimeException failure) {
        return MemoryPlan.isExhaustion(failure) ? plan.exhausted(failure) : failure;
    }
}
