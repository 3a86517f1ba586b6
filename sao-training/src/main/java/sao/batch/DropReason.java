package sao.batch;

import java.util.Locale;

/// Why a pair is left out of a training.
public enum DropReason {
    /// An answer has no token.
    EMPTY_ANSWER,
    /// Both answers have the same tokens, so neither can be preferred.
    IDENTICAL_ANSWERS,
    /// The prompt is longer than `maximum_prompt_tokens`.
    PROMPT_TOO_LONG,
    /// Prompt and an answer together are longer than `maximum_tokens` or the model's context.
    PAIR_TOO_LONG,
    /// The finish reason of an answer is STOP, but its tokens lack the end of turn: the model would not learn to
    /// stop.
    NO_END_OF_TURN;

    /// {@return the name in reports, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
