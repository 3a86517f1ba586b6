package sao.settings;

import sao.architecture.Precision;
import sao.error.SaoException;
import sao.torch.ComputeDevice;

/// Which precision the embedded engine generates and judges in.
public enum EnginePrecision {
    /// bf16 on graphics cards and where the processor has it, float32 elsewhere.
    AUTO,
    /// bfloat16 with prepacked weights.
    BF16,
    /// float32.
    FP32,
    /// 8-bit integers: fastest; answers then depend on what is computed beside them.
    INT8;

    /// {@return the precision that is meant on a device}
    ///
    /// @throws SaoException if it is not computed there
    public Precision on(ComputeDevice device) {
        return switch (this) {
            case AUTO -> Precision.automatic(device);
            case BF16 -> Precision.BFLOAT16;
            case FP32 -> Precision.FLOAT32;
            case INT8 -> {
                if (!device.isProcessor()) {
                    throw new SaoException(
                            "The precision int8 is asked for on %s, but it is computed on the processor only."
                                    .formatted(device),
                            "Set engine.precision to bf16 or auto, or engine.device to cpu.");
                }
                yield Precision.INT8;
            }
        };
    }
}
