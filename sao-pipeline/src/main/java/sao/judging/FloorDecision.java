package sao.judging;

/// Whether a judge may decide what a model is trained on.
public sealed interface FloorDecision {
    /// It may.
    ///
    /// @param minimumAccuracy what was asked of it
    record Cleared(double minimumAccuracy) implements FloorDecision {}

    /// It may not: labels near chance do not leave a model as it is, they ruin it (arXiv 2510.06652 reports
    /// a win rate of 8.8 after training on random labels, from 39.3).
    ///
    /// @param minimumAccuracy what was asked of it
    /// @param accuracy what it showed
    record Below(double minimumAccuracy, Share accuracy) implements FloorDecision {}
}
