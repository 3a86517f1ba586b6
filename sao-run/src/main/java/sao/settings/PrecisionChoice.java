package sao.settings;

import sao.architecture.Precision;
import sao.error.SaoException;
import sao.torch.ComputeDevice;

/// Which precision the embedded engine or trainer computes in.
public enum PrecisionChoice {
    /// bf16 on graphics cards and on processors that have it natively, float32 elsewhere.
    AUTO,
    /// bfloat16; a training keeps float32 master weights.
    BF16,
    /// float32.
    FP32,
    /// 8-bit integers, for generation on the processor only. Answers then depend on what is computed beside them.
    INT8;

    /// {@return the precision on a device}
    ///
    /// @throws SaoException if it is not available there
    public Precision on(ComputeDevice device) {
        return switch (this) {
            case AUTO -> Precision.automatic(device);
            case BF16 -> Precision.BFLOAT16;
            case FP32 -> Precision.FLOAT32;
            case INT8 -> {
                if (!device.isProcessor()) {
                    throw new SaoException(
                            "The precision int8 is set for %s, but it is available on the processor only."
                                    .formatted(device),
                            "Set engine.precision to bf16 or auto, or engine.device to cpu.");
                }
                yield Precision.INT8;
            }
        };
    }
}
