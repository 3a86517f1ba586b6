package sao.mtbench;

/// The verdict of MT-Bench on two answers, shown as A and B.
enum PairVerdict {
    /// A is better.
    A,
    /// B is better.
    B,
    /// Neither is better.
    TIE,
    /// The judge's answer has no verdict.
    UNREADABLE;

    /// {@return the verdict in a judge's answer: `[[A]]` if it occurs, otherwise `[[B]]`, otherwise `[[C]]` for a tie}
    ///
    /// Source: FastChat's llm_judge.
    static PairVerdict in(String judgment) {
        if (judgment.contains("[[A]]")) {
            return A;
        }
        if (judgment.contains("[[B]]")) {
            return B;
        }
        return judgment.contains("[[C]]") ? TIE : UNREADABLE;
    }

    /// {@return the verdict on the same answers with the seats exchanged}
    PairVerdict exchanged() {
        return switch (this) {
            case A -> B;
            case B -> A;
            case TIE, UNREADABLE -> this;
        };
    }
}
