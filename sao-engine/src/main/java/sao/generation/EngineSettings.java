package sao.generation;

import sao.architecture.Precision;

/// How the embedded engine runs a model. Only `precision` changes what it answers.
///
/// @param precision element type of the arithmetic
/// @param threads threads of one tensor operation, at least 1
/// @param slots answers decoded at the same time, at least 1
/// @param contextTokens most tokens of a prompt and its answer together, at least 1; the model's own limit
///     when that is smaller
/// @param cachedTokens positions that the answers' keys and values may take before no more answers are
///     begun, at least 1
/// @param prefixTokens positions of prompts kept for prompts that begin the same, at least 0
public record EngineSettings(
        Precision precision, int threads, int slots, int contextTokens, int cachedTokens, int prefixTokens) {
    public EngineSettings {
        require(threads >= 1, "threads", threads, "at least 1");
        require(slots >= 1 && slots <= 1024, "slots", slots, "between 1 and 1024");
        require(contextTokens >= 1, "context_tokens", contextTokens, "at least 1");
        require(cachedTokens >= 1, "cached_tokens", cachedTokens, "at least 1");
        require(prefixTokens >= 0, "prefix_tokens", prefixTokens, "at least 0");
    }

    private static void require(boolean holds, String name, int found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %d, but it must be %s".formatted(name, found, wanted));
        }
    }

    /// {@return the fastest exact precision of this processor, all its cores, 64 slots, the model's
    /// context}
    public static EngineSettings defaults() {
        return new EngineSettings(
                Precision.automatic(),
                Runtime.getRuntime().availableProcessors(),
                64,
                Integer.MAX_VALUE,
                24_576,
                2_048);
    }

    /// {@return these settings with another precision}
    public EngineSettings withPrecision(Precision other) {
        return new EngineSettings(other, threads, slots, contextTokens, cachedTokens, prefixTokens);
    }

    /// {@return these settings with another number of threads}
    public EngineSettings withThreads(int other) {
        return new EngineSettings(precision, other, slots, contextTokens, cachedTokens, prefixTokens);
    }

    /// {@return these settings with another number of slots}
    public EngineSettings withSlots(int other) {
        return new EngineSettings(precision, threads, other, contextTokens, cachedTokens, prefixTokens);
    }
}
