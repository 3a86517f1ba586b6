package sao.likelihood;

/// What a loss must know of a whole batch while it sees a part of it, so that parts add up to the batch.
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
