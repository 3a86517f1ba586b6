package sao.training;

import java.util.List;
import java.util.Locale;
import sao.config.ModelConfig;
import sao.gradient.AnswerRow;
import sao.optimizer.OptimizerState;
import sao.torch.ComputeDevice;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingListener;

/// Planned peak memory of a training, in bytes: of the graphics card if the training computes there,
/// otherwise of the machine. The total includes freed memory that the allocator keeps for reuse.
///
/// @param device the memory of which is planned
/// @param loaded memory in use before the first step: the weights and their copies in the precision of
///     the computation; on the processor the resident memory of the process
/// @param gradients gradient sums of a batch, and the gradients of one row
/// @param optimizer the moments
/// @param activations of the longest row
/// @param logits of the largest part of a row, with their gradient
/// @param recomputed whether the activations of a layer are computed again in the backward pass
record MemoryPlan(
        ComputeDevice device,
        long loaded,
        long gradients,
        long optimizer,
        long activations,
        long logits,
        boolean recomputed) {
    private static final double GIB = 1L << 30;
    private static final long KEPT = 256L << 20; // the launcher's threshold of giving memory back
    private static final long FLOAT = 4;
    private static final double SHARE = 0.9; // of what the machine has left; the rest is for everyone else

    /// {@return the sum}
    long total() {
        return loaded + gradients + optimizer + activations + logits + KEPT;
    }

    /// {@return a sentence that describes the plan}
    String words() {
        return String.format(
                Locale.ROOT,
                "Memory%s: %.2f GiB planned at the peak (loaded %.2f, gradients %.2f, optimizer %.2f, activations %.2f%s,"
                        + " logits %.2f, kept for reuse %.2f).",
                device.isProcessor() ? "" : " of " + device,
                total() / GIB,
                loaded / GIB,
                gradients / GIB,
                optimizer / GIB,
                activations / GIB,
                recomputed ? " with recomputation" : "",
                logits / GIB,
                KEPT / GIB);
    }

    /// {@return a sentence that compares the planned peak with the measured one}
    ///
    /// @param peak measured, of the machine's memory; bytes
    TrainingListener.MemoryUse compared(long peak) {
        return new TrainingListener.MemoryUse(total(), peak, beside(peak));
    }

    private String beside(long peak) {
        if (!device.isProcessor()) {
            return String.format(
                    Locale.ROOT,
                    "Memory: %.2f GiB of the machine's at the peak; %.2f GiB were planned of %s.",
                    peak / GIB,
                    total() / GIB,
                    device);
        }
        return String.format(
                Locale.ROOT,
                "Memory: %.2f GiB at the peak, %.2f GiB planned (%+.0f %%).",
                peak / GIB,
                total() / GIB,
                100.0 * (peak - total()) / total());
    }

    /// The sizes that a plan depends on.
    ///
    /// @param config of the model
    /// @param trained number of trained parameters
    /// @param wholeModel whether all weights of the model are trained, not only an adapter
    /// @param rows of all pairs
    record Work(ModelConfig config, long trained, boolean wholeModel, List<AnswerRow> rows) {}

    /// {@return the plan; if the settings leave recomputation open, it is chosen by the available memory}
    static MemoryPlan of(Work work, ComputeSettings compute, OptimizerState state) {
        ComputeDevice device = compute.device();
        long available = device.isProcessor()
                ? ProcessMemory.availableBytes()
                : device.freeBytes().orElse(0);
        MemoryPlan kept = of(work, compute, state, false);
        return switch (compute.recompute()) {
            case OFF -> kept;
            case ON -> of(work, compute, state, true);
            case AUTO ->
                available > 0 && kept.total() - kept.loaded() > SHARE * available
                        ? of(work, compute, state, true)
                        : kept;
        };
    }

    private static MemoryPlan of(Work work, ComputeSettings compute, OptimizerState state, boolean recomputed) {
        ModelConfig config = work.config();
        long element =
                compute.precision().elementType() == org.bytedeco.pytorch.global.torch.ScalarType.Float ? FLOAT : 2;
        long layer = 0;
        long logits = 0;
        long longest = 0;
        boolean padded = !compute.device().isProcessor(); // see PaddedAttention
        for (AnswerRow row : work.rows()) {
            long times = Math.max(1, compute.rowTokens() / row.size()); // rows as short as this that are packed
            layer = Math.max(layer, times * layerBytes(config, row, padded, element));
            long wanted = times * element * config.vocabularySize() * row.targetCount();
            logits = Math.max(logits, Math.min(wanted, compute.rowLogitBytes()));
            longest = Math.max(longest, times * row.size());
        }
        long stream = longest * config.width() * element;
        long activations = recomputed ? config.layers() * stream + 2 * layer : (config.layers() + 1L) * layer;
        long table = (long) config.vocabularySize() * config.width() * element;
        long sums = work.trained() * FLOAT;
        return new MemoryPlan(
                compute.device(),
                compute.device().isProcessor() ? ProcessMemory.residentBytes() : weightBytes(work, element),
                work.wholeModel() ? sums + 2 * table : sums,
                work.trained() * (state == OptimizerState.FP32 ? 2 * FLOAT : 2),
                activations,
                2 * logits,
                recomputed);
    }

    /// {@return the memory of the weights in bytes: masters, and copies in the precision of the computation}
    private static long weightBytes(Work work, long element) {
        long copies = element == FLOAT ? 0 : element; // in float32 the masters themselves are computed with
        long frozen = work.wholeModel() ? 0 : work.config().parameterCount() * element;
        return work.trained() * (FLOAT + copies) + frozen;
    }

    /// {@return the memory in bytes that autograd keeps of one layer for one row}
    ///
    /// Of each token: the stream before both parts, each norm's input in float32, normalised and weighted, the
    /// queries and what attention gives, keys and values twice, four times the inner width; and the attention
    /// weights.
    private static long layerBytes(ModelConfig config, AnswerRow row, boolean padded, long element) {
        long width = config.width();
        long queries = (long) config.heads() * config.headWidth();
        long keys = (long) config.keyValueHeads() * config.headWidth();
        long norms = 2 * width * (2 * element + (element == FLOAT ? 0 : FLOAT));
        long token = element * (2 * width + 2 * queries + 4 * keys + 4L * config.feedForwardWidth()) + norms;
        long scores = padded ? (long) row.size() * row.size() : row.attentionScores();
        return row.size() * token + element * config.heads() * scores;
    }
}
