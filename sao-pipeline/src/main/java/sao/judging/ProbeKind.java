package sao.judging;

import java.util.Locale;

/// How the worse twin of a probe was made from a response.
public enum ProbeKind {
    /// It is the response to another prompt.
    OFF_TOPIC,
    /// It is the first half of the words.
    TRUNCATED,
    /// It is the same words in random order.
    SHUFFLED,
    /// It is the first words over and over, to the same number of words.
    LOOPING;

    /// {@return the name in tables and settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
