package sao.trainer;

/// The result of a comparison of log-probabilities that must agree.
public sealed interface Verification {
    /// The log-probabilities were compared and agree within the tolerance of the check.
    ///
    /// @param sequences number of sequences compared, at least 1
    /// @param meanDifference mean absolute difference; nats per token
    /// @param worstDifference largest difference that the check reports; nats
    record Verified(int sequences, double meanDifference, double worstDifference) implements Verification {}

    /// The log-probabilities were not compared.
    ///
    /// @param reason why not, in words
    record NotVerified(String reason) implements Verification {}
}
