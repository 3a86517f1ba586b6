package sao.training;

import java.util.OptionalDouble;

/// Where the log-probabilities of the start model are kept, so that they are computed once. Asked from the
/// training's own thread.
public interface ReferenceMemory {
    /// {@return what is kept under a key}
    ///
    /// @param key digest of the start model, the precision, a prompt and an answer
    OptionalDouble find(String key);

    /// Keeps a value.
    ///
    /// @param key as in [#find]
    /// @param logProbability summed over the answer; nats
    void keep(String key, double logProbability);
}
