package sao.weights;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Named tensors of one model under their Hugging Face names, opened and read on demand.
///
/// @implSpec One thread at a time; the thread that owns the model's tensors. `toString` gives the file or
/// folder, for errors.
public interface WeightSource extends AutoCloseable {
    /// {@return the Hugging Face names of all tensors, in the order of the files}
    List<String> names();

    /// {@return the shape of a tensor in PyTorch's order, read from the header}
    ///
    /// @throws sao.error.SaoException if there is no such tensor
    long[] shape(String name);

    /// {@return how a tensor's values are stored, in the format's own word: `BF16`, `Q4_1`}
    ///
    /// @throws sao.error.SaoException if there is no such tensor
    String storedAs(String name);

    /// Reads one tensor: memory-mapped, or dequantised to float32.
    ///
    /// @return the tensor in the file's element type (float32 for quantised types), given to the caller's
    ///     scope; the memory of a mapped tensor lives until [#close]
    /// @throws sao.error.SaoException if there is no such tensor or its data is truncated
    Tensor read(String name);

    /// Returns the memory of the mapped files to the system, once the caller has copied what it needs. Tensors
    /// that were read stay valid: pages that are touched again are read from the file again.
    default void unload() {
        // a source that is not mapped holds nothing
    }

    /// {@return a digest of headers and contents that changes when any weight changes}
    String fingerprint();

    @Override
    void close();
}
