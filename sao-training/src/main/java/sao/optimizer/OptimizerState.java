package sao.optimizer;

/// How the optimiser keeps what it remembers of earlier gradients.
public enum OptimizerState {
    /// Float32: eight bytes for each weight.
    FLOAT32,
    /// A byte for each value and a float32 for each block of them: two bytes for each weight, rounded at every
    /// step.
    BYTES
}
