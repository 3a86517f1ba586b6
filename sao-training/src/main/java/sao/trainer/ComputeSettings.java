package sao.trainer;

import sao.architecture.Precision;
import sao.error.Arguments;
import sao.gradient.Recompute;
import sao.torch.ComputeDevice;

/// Precision, threads, memory limits, device and checkpoint interval of a training.
///
/// @param precision of activations and of the weights they are multiplied with; master weights and optimizer
///     are always float32
/// @param threads number of threads of one tensor operation, at least 1
/// @param checkpointEvery steps between two checkpoints, at least 0; 0: only at the end
/// @param logitBytes maximum size of the logits of one row in bytes, at least 1; a larger row is computed
///     in parts, twice
/// @param keptCheckpoints number of newest checkpoints that are kept, at least 1; the best checkpoint and
///     the last one that passed its check are kept as well
/// @param recompute whether activations are computed again in the backward pass
/// @param packedTokens maximum number of tokens of a row into which several short pairs are packed, at
///     least 0; 0: one row for each pair
/// @param device of the computation. On a graphics card the logit limit is 16 times and the token limit 8
///     times as large
public record ComputeSettings(
        Precision precision,
        int threads,
        int checkpointEvery,
        long logitBytes,
        int keptCheckpoints,
        Recompute recompute,
        int packedTokens,
        ComputeDevice device) {
    private static final int STANDARD_PACKED = 512;
    private static final int CARD_LOGITS = 16;
    private static final int CARD_TOKENS = 8;

    private static final long STANDARD_LOGIT_BYTES = 64L << 20;
    private static final int STANDARD_KEPT = 2;

    public ComputeSettings {
        Arguments.require(threads >= 1, "threads", threads, "at least 1");
        Arguments.require(checkpointEvery >= 0, "checkpoint_every", checkpointEvery, "at least 0");
        Arguments.require(logitBytes >= 1, "logit_bytes", logitBytes, "at least 1");
        Arguments.require(packedTokens >= 0, "pack", packedTokens, "at least 0");
        Arguments.require(keptCheckpoints >= 1, "keep_checkpoints", keptCheckpoints, "at least 1");
    }

    /// Settings under which the newest two checkpoints are kept.
    public ComputeSettings(Precision precision, int threads, int checkpointEvery, long logitBytes) {
        this(
                precision,
                threads,
                checkpointEvery,
                logitBytes,
                STANDARD_KEPT,
                Recompute.AUTO,
                STANDARD_PACKED,
                ComputeDevice.PROCESSOR);
    }

    /// {@return the same with another number of newest checkpoints kept}
    public ComputeSettings keeping(int checkpoints) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, checkpoints, recompute, packedTokens, device);
    }

    /// {@return the same settings with another recomputation of activations}
    public ComputeSettings with(Recompute other) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, keptCheckpoints, other, packedTokens, device);
    }

    /// {@return the same settings with another limit of tokens per packed row}
    public ComputeSettings packing(int tokens) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, keptCheckpoints, recompute, tokens, device);
    }

    /// {@return the same settings on another device}
    public ComputeSettings on(ComputeDevice other) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, keptCheckpoints, recompute, packedTokens, other);
    }

    /// {@return the maximum size of the logits of one row on the device; bytes}
    public long rowLogitBytes() {
        return device.isProcessor() ? logitBytes : CARD_LOGITS * logitBytes;
    }

    /// {@return the maximum number of tokens of a packed row on the device}
    public int rowTokens() {
        return device.isProcessor()
                ? packedTokens
                : (int) Math.min(Integer.MAX_VALUE, (long) CARD_TOKENS * packedTokens);
    }

    /// {@return the settings with at most 64 MiB of logits}
    public static ComputeSettings of(Precision precision, int threads, int checkpointEvery) {
        return new ComputeSettings(precision, threads, checkpointEvery, STANDARD_LOGIT_BYTES);
    }
}
