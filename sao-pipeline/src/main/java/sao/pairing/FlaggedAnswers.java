package sao.pairing;

import java.util.Locale;

/// What becomes of answers in which a rule sees a refusal, a loop or marks of a chat template.
public enum FlaggedAnswers {
    /// They make no pair: a refusal or a loop that is chosen teaches more of it, and one that is rejected
    /// may teach a model not to refuse where it should.
    DROP,
    /// They are judged like any other; the flags are only counted.
    KEEP;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
