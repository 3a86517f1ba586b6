package sao.generation;

import sao.architecture.Precision;
import sao.torch.ComputeDevice;

/// How the embedded engine runs a model. Only `precision` changes what it answers.
///
/// @param precision element type of the arithmetic
/// @param threads threads of one tensor operation, at least 1
/// @param lanes batches computed side by side on the same weights, each by a thread of its own, at least 1
/// @param slots answers decoded at the same time, in all lanes together, at least 1
/// @param contextTokens most tokens of a prompt and its answer together, at least 1; the model's own limit
///     when that is smaller
/// @param cachedTokens positions that the answers' keys and values may take before no more answers are
///     begun, in all lanes together, at least 1
/// @param prefixTokens positions of prompts that each lane keeps for prompts that begin the same, at least 0
/// @param memoryBytes most memory for weights, arithmetic and caches, see [MemoryPlan]: then `cachedTokens`
///     comes from it, and a call begins only when all it may come to hold has room; 0: no bound
/// @param device where it computes
public record EngineSettings(
        Precision precision,
        int threads,
        int lanes,
        int slots,
        int contextTokens,
        int cachedTokens,
        int prefixTokens,
        long memoryBytes,
        ComputeDevice device) {
    /// Most answers that can be decoded at the same time.
    public static final int MOST_SLOTS = 1024;

    /// Positions for each slot of a graphics card before no more answers are begun.
    private static final int CARD_POSITIONS = 1_024;

    public EngineSettings {
        require(threads >= 1, "threads", threads, "at least 1");
        require(lanes >= 1, "lanes", lanes, "at least 1");
        require(slots >= 1 && slots <= MOST_SLOTS, "slots", slots, "between 1 and " + MOST_SLOTS);
        require(contextTokens >= 1, "context_tokens", contextTokens, "at least 1");
        require(cachedTokens >= 1, "cached_tokens", cachedTokens, "at least 1");
        require(prefixTokens >= 0, "prefix_tokens", prefixTokens, "at least 0");
        if (precision == Precision.INT8 && !device.isProcessor()) {
            throw new IllegalArgumentException("precision is int8, which is computed on the processor only");
        }
        require(memoryBytes >= 0, "memory_bytes", memoryBytes, "at least 0");
    }

    private static void require(boolean holds, String name, long found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %d, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return the fastest exact precision of this processor, 64 slots, the model's context, and all cores
    /// for many answers at a time: a lane for each}
    public static EngineSettings defaults() {
        return new EngineSettings(
                Precision.automatic(), 1, cores(), 64, Integer.MAX_VALUE, 16_384, 2_048, 0, ComputeDevice.PROCESSOR);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// {@return these settings with another precision}
    public EngineSettings withPrecision(Precision other) {
        return new EngineSettings(
                other, threads, lanes, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these settings with this many threads, each with a lane of its own: the most answers in a
    /// given time}
    public EngineSettings forThroughput(int cores) {
        return new EngineSettings(
                precision, 1, cores, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these settings with this many threads in one lane: the fewest seconds for one answer}
    public EngineSettings forLatency(int cores) {
        return new EngineSettings(
                precision, cores, 1, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these settings with another number of slots}
    public EngineSettings withSlots(int other) {
        return new EngineSettings(
                precision, threads, lanes, other, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these settings on a device: on a graphics card in one lane, which fills it best}
    public EngineSettings on(ComputeDevice other) {
        return new EngineSettings(
                precision,
                threads,
                other.isProcessor() ? lanes : 1,
                slots,
                contextTokens,
                other.isProcessor() ? cachedTokens : Math.max(cachedTokens, slots * CARD_POSITIONS),
                prefixTokens,
                memoryBytes,
                other);
    }

    /// {@return these settings within a bound of memory; 0: none}
    public EngineSettings withMemory(long bytes) {
        return new EngineSettings(
                precision, threads, lanes, slots, contextTokens, cachedTokens, prefixTokens, bytes, device);
    }

    /// {@return these settings with another number of cached positions}
    EngineSettings withCachedTokens(int other) {
        return new EngineSettings(
                precision, threads, lanes, slots, contextTokens, other, prefixTokens, memoryBytes, device);
    }

    /// {@return what one lane gets of slots and cached positions}
    EngineSettings ofOneLane() {
        return new EngineSettings(
                precision,
                threads,
                1,
                Math.ceilDiv(slots, lanes),
                contextTokens,
                Math.ceilDiv(cachedTokens, lanes),
                prefixTokens,
                memoryBytes,
                device);
    }

    /// {@return whether a call begins only when all it may come to hold has room}
    boolean strict() {
        return memoryBytes > 0;
    }
}
