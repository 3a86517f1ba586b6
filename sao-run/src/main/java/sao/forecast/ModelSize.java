package sao.forecast;

/// What a model needs of a machine.
///
/// @param parameters how many
/// @param weightBytes of a parameter while it generates
/// @param cacheBytes of keys and values for one position
public record ModelSize(long parameters, double weightBytes, long cacheBytes) {
    /// fp32 weights, gradients and both moments, and the copy that computes.
    private static final int TRAINING_BYTES = 18;
    /// Weights and both moments.
    private static final int CHECKPOINT_BYTES = 12;

    private static final int EXPORTED_BYTES = 2;
    private static final double HEAP = 1 << 29;
    private static final int CACHED = 16_384;

    /// {@return most bytes of memory that a run needs}
    Range memory() {
        double generating = parameters * weightBytes + (double) CACHED * cacheBytes + HEAP;
        double training = (double) parameters * TRAINING_BYTES + HEAP;
        double more = Math.max(generating, training);
        return new Range(0.8 * more, more, 1.6 * more);
    }

    /// {@return bytes of the checkpoints that stay}
    double checkpoints(int kept) {
        return (double) parameters * CHECKPOINT_BYTES * kept;
    }

    /// {@return bytes of the exported model}
    double exported() {
        return (double) parameters * EXPORTED_BYTES;
    }
}
