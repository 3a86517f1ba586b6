package sao.settings;

/// Which precision the embedded engine computes in.
public enum PrecisionChoice {
    /// bf16 where the processor has it, float32 elsewhere.
    AUTO,
    /// bfloat16 with prepacked weights.
    BF16,
    /// float32.
    FP32
}
