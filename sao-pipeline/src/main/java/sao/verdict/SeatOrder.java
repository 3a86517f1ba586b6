package sao.verdict;

import java.util.Locale;

/// The response in the first position of the judge prompt.
public enum SeatOrder {
    /// The first response; one model call, as in the paper.
    GIVEN,
    /// The second response; one model call.
    SWAPPED,
    /// Each of the two, in two model calls.
    BOTH,
    /// One of the two, drawn for each pair from the seed of the judge; one model call.
    RANDOM;

    /// {@return the name in settings, lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
