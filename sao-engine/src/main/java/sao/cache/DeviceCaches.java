package sao.cache;

import sao.architecture.CausalLanguageModel;
import sao.kernel.RowWorkers;
import sao.torch.ComputeDevice;

/// Chooses the form of the caches for a device.
public final class DeviceCaches {
    private DeviceCaches() {}

    /// {@return contiguous caches on the processor, paged caches on every other device} Engine thread only.
    ///
    /// @param model whose keys and values are cached; stays the caller's
    /// @param device of the calling engine thread
    /// @param positions for which paged caches allocate memory at once; they grow when it is not enough
    /// @param workers share the rows of attention on the processor; stay the caller's
    public static Caches of(CausalLanguageModel model, ComputeDevice device, int positions, RowWorkers workers) {
        return device.isProcessor() ? new ContiguousCaches(model, workers) : PagedCaches.of(model, positions);
    }
}
