package sao.verdict;

/// The verdict of a judge's written answer, by position.
sealed interface Verdict {
    /// The response in the first position is better.
    record First() implements Verdict {}

    /// The response in the second position is better.
    record Second() implements Verdict {}

    /// Both are equally good.
    record Tie() implements Verdict {}

    /// The answer contains no unambiguous verdict.
    ///
    /// @param reason stable name: `no_ranking_line`, `malformed_ranking` or `contradicting_rankings`
    record Unreadable(String reason) implements Verdict {}
}
