package sao.synthesis;

import sao.domain.Prompt;

/// What becomes of a written prompt when its row's turn has come.
sealed interface Admission {
    /// It goes on to be answered.
    record Admitted(Prompt prompt) implements Admission {}

    /// It ends here: kept for evaluation, or dropped.
    record Ended() implements Admission {}
}
