package sao.optimizer;

/// The representation of the two moments of each weight.
public enum OptimizerState {
    /// In float32: 8 bytes per weight.
    FP32,
    /// One byte for each moment and a float32 for each block of them: about 2 bytes per weight, rounded at every
    /// step.
    INT8
}
