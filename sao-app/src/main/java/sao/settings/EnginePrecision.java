package sao.settings;

import sao.architecture.Precision;

/// Which precision the embedded engine generates and judges in.
public enum EnginePrecision {
    /// bf16 where the processor has it, float32 elsewhere.
    AUTO,
    /// bfloat16 with prepacked weights.
    BF16,
    /// float32.
    FP32,
    /// 8-bit integers: fastest; answers then depend on what is computed beside them.
    INT8;

    /// {@return the precision that is meant on this machine}
    public Precision onThisMachine() {
        return switch (this) {
            case AUTO -> Precision.automatic();
            case BF16 -> Precision.BFLOAT16;
            case FP32 -> Precision.FLOAT32;
            case INT8 -> Precision.INT8;
        };
    }
}
