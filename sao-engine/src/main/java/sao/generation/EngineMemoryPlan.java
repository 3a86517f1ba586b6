package sao.generation;

import java.util.Locale;
import sao.architecture.Precision;
import sao.cache.KeyValueCache;
import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.torch.ComputeDevice;

/// The memory that the embedded engine needs for one model; all sizes in bytes.
///
/// The Java virtual machine and the libraries take about half a gigabyte more.
///
/// @param bound of everything together; 0 for no bound
/// @param weights of the model, with its head twice: packed, and in float32 for scoring
/// @param working activations of all lanes
/// @param kept keys and values in the prefix caches
/// @param position keys and values of one position
/// @param positions number of positions that all answers together may hold
public record EngineMemoryPlan(long bound, long weights, long working, long kept, long position, int positions) {
    private static final int FLOAT = 4;

    /// {@return the plan of a model}
    ///
    /// @throws SaoException if the options bound the memory, and the bound leaves no memory for a single answer
    public static EngineMemoryPlan of(ModelConfig config, EngineOptions options) {
        int element = options.precision() == Precision.BFLOAT16 ? 2 : FLOAT;
        long position = 2L * config.layers() * config.keyValueHeads() * config.headWidth() * element;
        long kept = position * options.prefixTokens() * options.lanes();
        EngineMemoryPlan plan = new EngineMemoryPlan(
                options.memoryBytes(),
                weights(config, options.precision()),
                working(config, options),
                kept,
                position,
                options.cachedTokens());
        return options.strict() ? plan.bounded(options.lanes()) : plan;
    }

    private static long weights(ModelConfig config, Precision precision) {
        long table = (long) config.vocabularySize() * config.width();
        long head = (long) config.outputs() * config.width();
        int element = precision == Precision.FLOAT32 ? FLOAT : 2; // the table and the head are never integers
        long layers = config.parameterCount() - table;
        return layers * (precision == Precision.INT8 ? 1 : element) + (table + head) * element + head * FLOAT;
    }

    private static long working(ModelConfig config, EngineOptions options) {
        long rows = Math.max(PrefillShape.of(options.device()).most(), Math.ceilDiv(options.slots(), options.lanes()));
        // logits, their order and their exponentials; residual stream, norms, queries, keys, values; the MLP
        long row = 3L * config.outputs() + 12L * config.width() + 4L * config.feedForwardWidth();
        return options.lanes() * rows * row * FLOAT;
    }

    private EngineMemoryPlan bounded(int lanes) {
        long left = bound - weights - working - kept;
        int possible = Math.clamp(left / position, 0, Integer.MAX_VALUE);
        if (possible < lanes * KeyValueCache.STEP) {
            throw new SaoException(
                    "The model does not fit into engine.memory: " + words() + ".",
                    "Raise engine.memory, or lower engine.slots or engine.threads.");
        }
        return new EngineMemoryPlan(bound, weights, working, kept, position, possible);
    }

    /// {@return the error for a call that can never begin}
    ///
    /// @param needed largest number of positions that the call may hold
    /// @param ofOneLane number of positions of a lane
    SaoException refusal(int needed, int ofOneLane) {
        return new SaoException(
                "The call may need %,d positions of cache (%s), but a lane has %,d: %s."
                        .formatted(needed, megabytes(needed * position), ofOneLane, words()),
                "Ask for fewer tokens or fewer answers at a time, or raise engine.memory.");
    }

    /// {@return the error for an allocation that failed}
    SaoException exhausted(RuntimeException cause) {
        return new SaoException(
                "The engine ran out of memory: " + words() + ".",
                "Bound engine.memory, lower engine.slots, or end other programs.",
                cause);
    }

    /// {@return whether a failure is an out-of-memory error of the system or of a graphics card}
    static boolean isExhaustion(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).contains("allocate memory") || ComputeDevice.isFullCard(failure);
    }

    /// {@return a description of the plan in one line}
    public String words() {
        String cache = "%s for each cached position".formatted(kilobytes(position));
        String parts = "weights %s, arithmetic %s, prefix cache %s, %s"
                .formatted(megabytes(weights), megabytes(working), megabytes(kept), cache);
        return bound == 0 ? parts : "%s of %s".formatted(parts, megabytes(bound));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f kB", bytes / 1e3);
    }
}
