package sao.trainer;

/// Whether log-probabilities that must agree were compared.
public sealed interface Verification {
    /// They were compared and agree within the tolerance of the check.
    ///
    /// @param sequences compared, at least 1
    /// @param meanDifference mean absolute difference; nats per token
    /// @param worstDifference largest difference that the check reports; nats
    record Verified(int sequences, double meanDifference, double worstDifference) implements Verification {}

    /// They were not compared.
    ///
    /// @param reason in words
    record NotVerified(String reason) implements Verification {}
}
