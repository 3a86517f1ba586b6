package sao.sampling;

import sao.kernel.RowWorkers;
import sao.torch.ComputeDevice;

/// Chooses the sampler for a device.
public final class DeviceSamplers {
    private DeviceSamplers() {}

    /// {@return the sampler of the calling engine thread's device}
    ///
    /// @param workers share the rows on the processor; stay the caller's
    public static Sampler of(RowWorkers workers) {
        return ComputeDevice.current().isProcessor() ? new HostSampler(workers) : new DeviceSampler();
    }
}
