package sao.gradient;

import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.config.ModelConfig;
import sao.torch.ComputeDevice;

/// Attention of packed rows, and the grouping of rows into packed rows. Both implementations give the same
/// values except for rounding; the device determines which is faster.
interface RowAttention extends AutoCloseable {
    /// {@return the implementation for this thread's device, owned by the caller}
    ///
    /// @param config determines the window sizes
    /// @param longest number of tokens of the longest prompt with one answer
    /// @param type of the scores
    static RowAttention of(ModelConfig config, long longest, ScalarType type) {
        return ComputeDevice.current().isProcessor()
                ? new AttentionMasks(config, longest, type)
                : new PaddedRows(config, type);
    }

    /// {@return attention within each of these rows, differentiable; it lives in the caller's scope}
    Attention within(PackedRow rows);

    /// {@return the parts of each packed row}
    ///
    /// @param <T> type of a part
    /// @param parts of one batch
    /// @param size gives the number of tokens of a part
    /// @param tokens maximum number of tokens of a packed row; a longer part has a row of its own
    <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens);

    @Override
    void close();
}
