package sao.gradient;

import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.config.ModelConfig;
import sao.torch.ComputeDevice;

/// How the tokens of packed rows see each other, and what a packed row may be made of. Both forms give the same
/// numbers but for rounding; which is faster depends on the device.
interface RowAttention extends AutoCloseable {
    /// {@return the form for this thread's device, owned by the caller}
    ///
    /// @param config tells which windows there are
    /// @param longest tokens of the longest prompt with one answer
    /// @param type of the scores
    static RowAttention of(ModelConfig config, long longest, ScalarType type) {
        return ComputeDevice.current().isProcessor()
                ? new AttentionMasks(config, longest, type)
                : new PaddedRows(config, type);
    }

    /// {@return attention within each of these rows, differentiable; it lives in the caller's scope}
    Attention within(PackedRow rows);

    /// {@return what is put together into one row}
    ///
    /// @param <T> what stands for a row
    /// @param parts of one batch
    /// @param size tokens of a part
    /// @param tokens most of a packed row, but for a part that is longer itself
    <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens);

    @Override
    void close();
}
