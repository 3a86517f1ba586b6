package sao.training;

import sao.trainer.Verification;

/// How far recomputed log-probabilities are from recorded ones.
///
/// @param pairs compared; 0: none of the pairs carries log-probabilities
/// @param meanDifference mean absolute difference; nats per token
/// @param worstDifference the largest of one answer's means; nats per token
/// @param worstPair the pair of that answer; empty if none was compared
record Parity(int pairs, double meanDifference, double worstDifference, String worstPair) {
    Verification verification() {
        return pairs == 0
                ? new Verification.NotVerified("the pairs have no log-probabilities")
                : new Verification.Verified(pairs, meanDifference, worstDifference);
    }
}
