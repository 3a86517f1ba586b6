package sao.likelihood;

/// Totals of a batch, by which the shares of its parts add up to the loss of the batch.
///
/// @param pairs pairs in the batch, at least 1
/// @param supervisedTokens tokens under the likelihood term in the batch, at least 1
public record BatchTotals(long pairs, long supervisedTokens) {
    public BatchTotals {
        if (pairs < 1 || supervisedTokens < 1) {
            throw new IllegalArgumentException(
                    "%d pairs and %d tokens, but a batch needs at least 1 of each".formatted(pairs, supervisedTokens));
        }
    }
}
