package sao.summary;

import java.util.List;
import sao.result.MeasuredShare;

/// How varied the prompts of a run are; the definitions stand in `docs/diversity.md`.
///
/// @param repetition shares of prompts that repeat an earlier one
/// @param variety other figures, over a sample of the prompts
/// @param coverage how much of the grid of personas is behind them
/// @param yields how many of the personas asked for each kind brought a prompt, where several kinds were
///     asked for
public record PromptSummary(
        List<Repetition> repetition, List<Variety> variety, List<Coverage> coverage, List<Yield> yields) {
    /// Of a run without prompts.
    public static final PromptSummary NONE = new PromptSummary(List.of(), List.of(), List.of(), List.of());

    public PromptSummary {
        repetition = List.copyOf(repetition);
        variety = List.copyOf(variety);
        coverage = List.copyOf(coverage);
        yields = List.copyOf(yields);
    }

    /// A share of prompts that repeat an earlier one.
    ///
    /// @param kind `exact` or `near`, of all readable prompts; `kept`, of those that stayed
    /// @param share of them
    public record Repetition(String kind, MeasuredShare share) {}

    /// A figure over a sample.
    ///
    /// @param name such as `self_bleu`
    /// @param value in the figure's own unit
    /// @param n how many prompts the sample has
    public record Variety(String name, double value, long n) {}

    /// How much of an attribute of the grid is behind the accepted prompts.
    ///
    /// @param attribute its name
    /// @param seen values that occur
    /// @param of values there are
    /// @param evenness entropy of the values over the most it could be, in [0, 1]
    public record Coverage(String attribute, long seen, long of, double evenness) {}

    /// How a kind of prompt yields.
    ///
    /// @param kind its name
    /// @param share of its personas that brought an accepted prompt
    public record Yield(String kind, MeasuredShare share) {}
}
