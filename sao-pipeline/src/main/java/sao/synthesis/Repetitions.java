package sao.synthesis;

import java.util.Locale;

/// What becomes of a prompt that repeats an earlier one.
public enum Repetitions {
    /// It is dropped, and counted.
    DROP,
    /// It is kept, and counted: for measuring what repetition does.
    KEEP;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
