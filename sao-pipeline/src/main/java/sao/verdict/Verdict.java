package sao.verdict;

/// What a judge's written answer says, seen from the seats.
sealed interface Verdict {
    /// The response in the first seat is better.
    record First() implements Verdict {}

    /// The response in the second seat is better.
    record Second() implements Verdict {}

    /// Both are equally good.
    record Tie() implements Verdict {}

    /// The answer is no verdict.
    ///
    /// @param reason a stable name: `no_ranking_line`, `malformed_ranking` or `contradicting_rankings`
    record Unreadable(String reason) implements Verdict {}
}
