package sao.training;

import sao.trainer.Verification;

/// Differences of recomputed log-probabilities from recorded ones.
///
/// @param pairs number of pairs compared; 0: the pairs do not contain log-probabilities
/// @param meanDifference mean absolute difference; nats per token
/// @param worstDifference largest mean absolute difference of one answer; nats per token
/// @param worstPair the pair of that answer; empty if none was compared
record Parity(int pairs, double meanDifference, double worstDifference, String worstPair) {
    Verification verification() {
        return pairs == 0
                ? new Verification.NotVerified("the pairs have no log-probabilities")
                : new Verification.Verified(pairs, meanDifference, worstDifference);
    }
}
