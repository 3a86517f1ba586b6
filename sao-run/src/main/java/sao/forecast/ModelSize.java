package sao.forecast;

/// The memory and disk requirements of a model.
///
/// @param parameters number of parameters
/// @param weightBytes bytes per parameter during generation
/// @param cacheBytes bytes of the KV cache per position, all layers
public record ModelSize(long parameters, double weightBytes, long cacheBytes) {
    /// Bytes per parameter: float32 weights, gradients and both moments, and the bfloat16 copy for computation.
    private static final int TRAINING_BYTES = 18;
    /// Bytes per parameter: float32 weights and both moments.
    private static final int CHECKPOINT_BYTES = 12;

    private static final int EXPORTED_BYTES = 2;
    private static final double HEAP = 1 << 29;
    private static final int CACHED = 16_384;

    /// {@return the peak memory of a run, in bytes}
    Range memory() {
        double generating = parameters * weightBytes + (double) CACHED * cacheBytes + HEAP;
        double training = (double) parameters * TRAINING_BYTES + HEAP;
        double more = Math.max(generating, training);
        return new Range(0.8 * more, more, 1.6 * more);
    }

    /// {@return the size of the checkpoints that are kept, in bytes}
    ///
    /// @param kept number of checkpoints
    double checkpoints(int kept) {
        return (double) parameters * CHECKPOINT_BYTES * kept;
    }

    /// {@return the size of the exported model, in bytes}
    double exported() {
        return (double) parameters * EXPORTED_BYTES;
    }
}
