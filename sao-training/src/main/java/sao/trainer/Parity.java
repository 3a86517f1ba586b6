package sao.trainer;

import java.util.Locale;

/// Differences between the log-probabilities that the trainer computes and those that the sampler recorded.
///
/// @param pairs number of pairs compared; 0 if none of them has log-probabilities: then there was no check
/// @param meanDifference mean absolute difference; nats per token
/// @param worstDifference largest mean absolute difference of one answer; nats per token
/// @param worstPair id of that answer's pair; empty if none was compared
public record Parity(int pairs, double meanDifference, double worstDifference, String worstPair) {
    /// {@return the result of the check in one sentence}
    public String sentence() {
        return pairs == 0
                ? "The parity check of sampler and trainer did not run: the pairs have no log-probabilities."
                : String.format(
                        Locale.ROOT,
                        "Sampler and trainer agree within %.4f nats per token in the mean of %d pairs.",
                        meanDifference,
                        pairs);
    }
}
