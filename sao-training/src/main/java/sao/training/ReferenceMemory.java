package sao.training;

import java.util.OptionalDouble;

/// Keeps the log-probabilities of the start model so that they are computed once. Called from the trainer's thread.
public interface ReferenceMemory {
    /// {@return the value of a key; empty if it is unknown}
    ///
    /// @param key digest of the start model, the precision, a prompt and an answer
    OptionalDouble find(String key);

    /// Keeps a value.
    ///
    /// @param key as in [#find]
    /// @param logProbability summed over the answer; nats
    void keep(String key, double logProbability);
}
