package sao.verdict;

import java.util.Locale;

/// Which response sits in the judge's first seat.
public enum SeatOrder {
    /// The first response, once: the paper's way.
    GIVEN,
    /// The second response, once.
    SWAPPED,
    /// Each of them, in two questions.
    BOTH,
    /// One of them, drawn for each pair from the judge's seed.
    RANDOM;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
