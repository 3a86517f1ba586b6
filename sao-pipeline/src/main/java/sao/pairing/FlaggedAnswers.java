package sao.pairing;

import java.util.Locale;

/// The handling of responses with a refusal, a loop or chat-template markers.
public enum FlaggedAnswers {
    /// Flagged responses are excluded from pairs. A chosen refusal or loop would reinforce it; a rejected refusal
    /// may train a model not to refuse harmful requests.
    DROP,
    /// Flagged responses are judged as all others; flags are only counted.
    KEEP;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
