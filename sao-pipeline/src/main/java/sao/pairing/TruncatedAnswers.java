package sao.pairing;

import java.util.Locale;

/// What becomes of a pair when the limit of tokens cut an answer off.
public enum TruncatedAnswers {
    /// The pair is left out: a cut answer was judged on what it never got to say.
    DROP,
    /// The pair is kept: for short limits and models that seldom end on their own, where leaving out would
    /// leave nothing. Training reads the sampled tokens only, so a cut answer teaches no end of turn.
    KEEP;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
