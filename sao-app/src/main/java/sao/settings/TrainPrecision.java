package sao.settings;

import sao.architecture.Precision;

/// Which precision the embedded trainer computes in.
public enum TrainPrecision {
    /// bf16 where the processor has it, float32 elsewhere.
    AUTO,
    /// bfloat16 over float32 masters.
    BF16,
    /// float32.
    FP32;

    /// {@return the precision that is meant on this machine}
    public Precision onThisMachine() {
        return switch (this) {
            case AUTO -> Precision.automatic();
            case BF16 -> Precision.BFLOAT16;
            case FP32 -> Precision.FLOAT32;
        };
    }
}
