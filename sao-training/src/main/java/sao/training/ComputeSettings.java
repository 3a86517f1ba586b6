package sao.training;

import sao.architecture.Precision;

/// How the arithmetic is done and how often it is saved.
///
/// @param precision of activations and of the copies of the weights they meet; masters and optimiser are
///     always float32
/// @param threads of one tensor operation, at least 1
/// @param checkpointEvery steps between two checkpoints, at least 0; 0: only at the end
/// @param logitBytes most memory for the logits of one row, at least 1; a row with more is computed in
///     parts, twice
/// @param keptCheckpoints how many of the newest checkpoints are kept, at least 1; besides them the best and
///     the last healthy one are
/// @param recompute whether activations are computed again in the backward pass
/// @param packedTokens most tokens of a row into which several short pairs are put, at least 0; 0: a row for
///     each pair
public record ComputeSettings(
        Precision precision,
        int threads,
        int checkpointEvery,
        long logitBytes,
        int keptCheckpoints,
        Recompute recompute,
        int packedTokens) {
    private static final int STANDARD_PACKED = 512;

    private static final long STANDARD_LOGIT_BYTES = 64L << 20;
    private static final int STANDARD_KEPT = 2;

    public ComputeSettings {
        SettingCheck.require(threads >= 1, "threads", threads, "at least 1");
        SettingCheck.require(checkpointEvery >= 0, "checkpoint_every", checkpointEvery, "at least 0");
        SettingCheck.require(logitBytes >= 1, "logit_bytes", logitBytes, "at least 1");
        SettingCheck.require(packedTokens >= 0, "pack", packedTokens, "at least 0");
        SettingCheck.require(keptCheckpoints >= 1, "keep_checkpoints", keptCheckpoints, "at least 1");
    }

    /// Settings under which the newest two checkpoints are kept.
    ///
    /// @param precision as in the record
    /// @param threads as in the record
    /// @param checkpointEvery as in the record
    /// @param logitBytes as in the record
    public ComputeSettings(Precision precision, int threads, int checkpointEvery, long logitBytes) {
        this(precision, threads, checkpointEvery, logitBytes, STANDARD_KEPT, Recompute.AUTO, STANDARD_PACKED);
    }

    /// {@return the same with another number of newest checkpoints kept}
    public ComputeSettings keeping(int checkpoints) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, checkpoints, recompute, packedTokens);
    }

    /// {@return the same with another word on recomputation}
    public ComputeSettings with(Recompute other) {
        return new ComputeSettings(
                precision, threads, checkpointEvery, logitBytes, keptCheckpoints, other, packedTokens);
    }

    /// {@return the same with other packed rows}
    ///
    /// @param tokens as in the record
    public ComputeSettings packing(int tokens) {
        return new ComputeSettings(precision, threads, checkpointEvery, logitBytes, keptCheckpoints, recompute, tokens);
    }

    /// {@return the settings with at most 64 MiB of logits}
    ///
    /// @param precision as in the record
    /// @param threads as in the record
    /// @param checkpointEvery as in the record
    public static ComputeSettings of(Precision precision, int threads, int checkpointEvery) {
        return new ComputeSettings(precision, threads, checkpointEvery, STANDARD_LOGIT_BYTES);
    }
}
