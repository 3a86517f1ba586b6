package sao.generation;

import sao.architecture.Precision;
import sao.torch.ComputeDevice;

/// How the embedded engine runs a model. Only `precision` changes what the model answers.
///
/// @param precision element type of the arithmetic
/// @param threads number of threads of one tensor operation, at least 1
/// @param lanes number of batches computed at the same time with the same weights, each by a thread of its own; at
/// least 1
/// @param slots number of answers decoded at the same time by all lanes together, from 1 to [#MOST_SLOTS]
/// @param contextTokens largest number of tokens of a prompt and its answer together, at least 1; the model's own
///     limit applies if it is smaller
/// @param cachedTokens number of positions held by the answers being decoded, for all lanes together,
///     from which on further answers wait; at least 1
/// @param prefixTokens number of prompt positions that each lane keeps in its prefix cache, at least 0
/// @param memoryBytes bound of the memory for weights, arithmetic and caches, see [EngineMemoryPlan]:
///     `cachedTokens` is derived from it, and a call begins only when the largest number of positions it may hold
///     is free; 0 for no bound
/// @param device that computes
public record EngineOptions(
        Precision precision,
        int threads,
        int lanes,
        int slots,
        int contextTokens,
        int cachedTokens,
        int prefixTokens,
        long memoryBytes,
        ComputeDevice device) {
    /// Largest number of slots.
    public static final int MOST_SLOTS = 1_024;

    /// Cached positions for each slot of a graphics card.
    private static final int CARD_POSITIONS = 1_024;

    /// Positions that are allocated at once for each slot of a graphics card without a memory bound.
    private static final int INITIAL_POSITIONS = 512;

    public EngineOptions {
        require(threads >= 1, "threads", threads, "at least 1");
        require(lanes >= 1, "lanes", lanes, "at least 1");
        require(slots >= 1 && slots <= MOST_SLOTS, "slots", slots, "between 1 and " + MOST_SLOTS);
        require(contextTokens >= 1, "context_tokens", contextTokens, "at least 1");
        require(cachedTokens >= 1, "cached_tokens", cachedTokens, "at least 1");
        require(prefixTokens >= 0, "prefix_tokens", prefixTokens, "at least 0");
        if (precision == Precision.INT8 && !device.isProcessor()) {
            throw new IllegalArgumentException("precision is int8, but only the processor computes in int8");
        }
        require(memoryBytes >= 0, "memory_bytes", memoryBytes, "at least 0");
    }

    private static void require(boolean holds, String name, long found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %d, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return the fastest exact precision of this processor, 64 slots, the model's context, and one lane for each
    /// core}
    public static EngineOptions defaults() {
        return new EngineOptions(
                Precision.automatic(), 1, cores(), 64, Integer.MAX_VALUE, 16_384, 2_048, 0, ComputeDevice.PROCESSOR);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// {@return these options with another precision}
    public EngineOptions withPrecision(Precision other) {
        return new EngineOptions(
                other, threads, lanes, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these options with one lane for each core: highest throughput}
    public EngineOptions forThroughput(int cores) {
        return new EngineOptions(
                precision, 1, cores, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these options with one lane of this many threads: lowest latency}
    public EngineOptions forLatency(int cores) {
        return new EngineOptions(
                precision, cores, 1, slots, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these options with another number of slots}
    public EngineOptions withSlots(int other) {
        return new EngineOptions(
                precision, threads, lanes, other, contextTokens, cachedTokens, prefixTokens, memoryBytes, device);
    }

    /// {@return these options on a device; on a graphics card with a single lane, which is fastest there}
    public EngineOptions on(ComputeDevice other) {
        return new EngineOptions(
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

    /// {@return these options with a memory bound; 0 for no bound}
    public EngineOptions withMemory(long bytes) {
        return new EngineOptions(
                precision, threads, lanes, slots, contextTokens, cachedTokens, prefixTokens, bytes, device);
    }

    /// {@return these options with another number of cached positions}
    EngineOptions withCachedTokens(int other) {
        return new EngineOptions(
                precision, threads, lanes, slots, contextTokens, other, prefixTokens, memoryBytes, device);
    }

    /// {@return the options of one lane, with its part of the slots and cached positions}
    EngineOptions ofOneLane() {
        return new EngineOptions(
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

    /// {@return the number of positions for which paged caches allocate memory at once: without a bound they
    /// grow, which takes three times their memory for a moment; within a bound everything it allows is
    /// allocated}
    int initialPositions() {
        return strict() ? cachedTokens : slots * INITIAL_POSITIONS;
    }

    /// {@return whether a call begins only when the largest number of positions it may hold is free}
    boolean strict() {
        return memoryBytes > 0;
    }
}
