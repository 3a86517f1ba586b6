package sao.generation;

import java.util.Locale;
import sao.architecture.Precision;
import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.torch.ComputeDevice;

/// What the embedded engine needs of memory for one model, in bytes.
///
/// The Java machine and the libraries come on top, together about half a gigabyte.
///
/// @param bound most of all together; 0: none
/// @param weights of the model, its head twice: packed, and in float32 for scoring
/// @param working what the lanes compute with
/// @param kept keys and values of prompts kept for prompts that begin the same
/// @param position keys and values of one position
/// @param positions how many positions all answers together may hold
public record MemoryPlan(long bound, long weights, long working, long kept, long position, int positions) {
    private static final int FLOAT = 4;

    /// {@return the plan of a model}
    ///
    /// @throws SaoException if `settings` bound the memory and the bound leaves no room for a single answer
    public static MemoryPlan of(ModelConfig config, EngineSettings settings) {
        int element = settings.precision() == Precision.BFLOAT16 ? 2 : FLOAT;
        long position = 2L * config.layers() * config.keyValueHeads() * config.headWidth() * element;
        long kept = position * settings.prefixTokens() * settings.lanes();
        MemoryPlan plan = new MemoryPlan(
                settings.memoryBytes(),
                weights(config, settings.precision()),
                working(config, settings),
                kept,
                position,
                settings.cachedTokens());
        return settings.strict() ? plan.bounded(settings.lanes()) : plan;
    }

    private static long weights(ModelConfig config, Precision precision) {
        long head = (long) config.vocabularySize() * config.width();
        int element = precision == Precision.FLOAT32 ? FLOAT : 2; // the table and the head are never integers
        long layers = config.parameterCount() - head;
        return layers * (precision == Precision.INT8 ? 1 : element) + 2 * head * element + head * FLOAT;
    }

    private static long working(ModelConfig config, EngineSettings settings) {
        long rows = Math.max(PassShape.of(settings.device()).most(), Math.ceilDiv(settings.slots(), settings.lanes()));
        // logits, their order and their exponentials; residual stream, norms, queries, keys, values; the MLP
        long row = 3L * config.vocabularySize() + 12L * config.width() + 4L * config.feedForwardWidth();
        return settings.lanes() * rows * row * FLOAT;
    }

    private MemoryPlan bounded(int lanes) {
        long room = bound - weights - working - kept;
        int possible = Math.clamp(room / position, 0, Integer.MAX_VALUE);
        if (possible < lanes * KeyValueCache.STEP) {
            throw new SaoException(
                    "The model does not fit into engine.memory: " + words() + ".",
                    "Raise engine.memory, or lower engine.slots or engine.threads.");
        }
        return new MemoryPlan(bound, weights, working, kept, position, possible);
    }

    /// {@return what is asked for in words: how much it is, and what there is}
    ///
    /// @param needed positions that a call may come to hold
    /// @param ofOneLane how many a lane has
    SaoException refusal(int needed, int ofOneLane) {
        return new SaoException(
                "The call may need %,d positions of cache (%s), but a lane has %,d: %s."
                        .formatted(needed, megabytes(needed * position), ofOneLane, words()),
                "Ask for fewer tokens or fewer answers at a time, or raise engine.memory.");
    }

    /// {@return what to say when the system gives no more memory}
    SaoException exhausted(RuntimeException cause) {
        return new SaoException(
                "There was no memory left: " + words() + ".",
                "Bound engine.memory, lower engine.slots, or end other programs.",
                cause);
    }

    /// {@return whether a failure says that the system or a graphics card gave no memory}
    static boolean isExhaustion(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).contains("allocate memory") || ComputeDevice.isFullCard(failure);
    }

    /// {@return the plan in one line}
    public String words() {
        String cache = "%s a position of cache".formatted(kilobytes(position));
        String parts = "weights %s, arithmetic %s, shared beginnings %s, %s"
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
