package sao.pairing;

import java.util.Locale;

/// The handling of responses that were truncated at the maximum number of tokens.
public enum TruncatedAnswers {
    /// The pair is excluded: the judge has seen an incomplete response.
    DROP,
    /// The pair is kept. Intended for low limits and models that seldom end their turn, where exclusion would
    /// leave few pairs. Training uses the sampled tokens only, so a truncated response has no end-of-turn token.
    KEEP,
    /// Chosen and rejected response both ended, or both were truncated, so that a pair teaches nothing about
    /// ending. Of more than two responses the best and the worst are taken among those that ended and among those
    /// that were truncated; the two with the larger log-odds make the pair, those that ended if both are equal.
    ALIKE;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
